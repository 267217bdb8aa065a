//! How times are read. The default is that of the press.

use crate::numeral;

pub use crate::numeral::Scope;

/// Where a date goes that does not say its year, month or week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Preference {
    /// Into the past of the reference: papers tell what has happened.
    #[default]
    Past,
    /// Into the future: calendars and requests.
    Future,
}

/// What 近三年 and 过去十年 are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Windows {
    /// Calendar years and months, as reports do: 过去五年 of 2024 are 2019 to 2023.
    #[default]
    Calendar,
    /// Days, from the reference on: 近三年 on 22 March 2017 begin on 22 March 2014.
    Rolling,
}

/// Whether prepositions belong to a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Extent {
    /// 3月1日至5日 without 从.
    #[default]
    Inner,
    /// 从3月1日到5日, 在2007年与2009年之间.
    WithPrepositions,
}

/// What a date of the Chinese calendar is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lunar {
    /// Nothing, since it is no date of the Gregorian calendar.
    #[default]
    Unresolved,
    /// Month and day as written: 农历2015年十月初一 is 2015-10-01, of the Chinese calendar.
    AsWritten,
}

/// How times are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Options {
    /// What counts as a time: under [`Scope::Everything`] also blanks inside (`2009 年`), 12/1, 13.5.2015, 2018 without 年,
    /// 八月十五 without 日, 星期一, 前1周.
    pub scope: Scope,
    /// Past or future.
    pub prefer: Preference,
    /// Calendar years or days back.
    pub windows: Windows,
    /// With prepositions or without.
    pub extent: Extent,
    /// Dates of the Chinese calendar.
    pub lunar: Lunar,
}

impl Options {
    /// How numerals are read within times.
    pub(super) fn numerals(self) -> numeral::Options {
        numeral::Options { scope: self.scope, ..numeral::Options::default() }
    }

    pub(super) fn everything(self) -> bool {
        self.scope == Scope::Everything
    }
}
