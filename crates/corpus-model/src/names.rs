//! Closed vocabularies of the data model. Each has one printed name, the one that JSON uses.

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident : $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order of definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The printed name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownName;
            fn from_str(s: &str) -> Result<Self, UnknownName> {
                match s {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(UnknownName { kind: stringify!($name), name: s.to_owned() }),
                }
            }
        }
    };
}

/// A name that is not in one of the closed vocabularies.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no {kind}")]
pub struct UnknownName {
    /// Which vocabulary was asked.
    pub kind: &'static str,
    /// What it was asked for.
    pub name: String,
}

vocabulary! {
    /// What an edit does.
    EditKind:
    /// A paragraph cut by a column or page break is joined.
    Join = "join",
    /// Blocks are put back into reading order.
    Reorder = "reorder",
    /// Captions, running heads and the like are lifted out of the body.
    Furniture = "furniture",
    /// One script is turned into the other.
    Script = "script",
    /// A foreign word that a model wrote for a Chinese one.
    Codeswitch = "codeswitch",
    /// Half-width punctuation in Chinese text.
    Width = "width",
    /// A space inside Chinese text.
    Space = "space",
    /// Lost, doubled or wrongly faced quotation marks.
    Quote = "quote",
    /// A misread character.
    Glyph = "glyph",
    /// A repeated run.
    Duplicate = "duplicate",
    /// Injected words.
    Spam = "spam",
    /// A synonym forced in by an article spinner.
    Spun = "spun",
    /// Stray Markdown or HTML.
    Markup = "markup",
    /// Characters that cannot be seen.
    Invisible = "invisible",
    /// Bytes that no character could be read from.
    Encoding = "encoding",
    /// Text read in the wrong encoding.
    Mojibake = "mojibake",
    /// A reading printed after a character.
    Gloss = "gloss",
}

vocabulary! {
    /// What may happen if an edit is wrong.
    Safety:
    /// Cannot change meaning, or has a measured precision of at least 0.99 on gold.
    Safe = "safe",
    /// Probably right.
    Unsafe = "unsafe",
    /// Never applied unless asked for.
    Suggest = "suggest",
}

vocabulary! {
    /// What a block is on the page.
    BlockKind:
    /// Running text.
    Paragraph = "paragraph",
    /// A title or section head on a line of its own.
    Heading = "heading",
    /// One member of a list.
    ListItem = "list_item",
    /// Words under or beside a picture.
    Caption = "caption",
    /// 编者按 and its kind.
    EditorNote = "editor_note",
    /// 作者系…, a note on the author.
    AuthorNote = "author_note",
    /// A line that names who wrote.
    Byline = "byline",
    /// Photo credits, 责任编辑 and the like.
    Credit = "credit",
    /// Running heads, page numbers, mastheads.
    Furniture = "furniture",
}

impl BlockKind {
    /// Whether it is part of the running text, with its heads and lists.
    #[must_use]
    pub const fn is_body(self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading | Self::ListItem)
    }
}

vocabulary! {
    /// What a section of an article is.
    SectionKind:
    /// 第一编, 第一篇, 第一部分.
    Part = "part",
    /// 第一分编.
    Subpart = "subpart",
    /// 第一章.
    Chapter = "chapter",
    /// 第一节.
    Section = "section",
    /// 第一条 of a statute.
    Clause = "clause",
    /// A head on a line of its own, with a number (一、总体要求) or without.
    Head = "head",
    /// A numbered head that opens its paragraph: 一、加强领导。各级党委要….
    RunIn = "run_in",
    /// One member of an enumeration: （一）…；一是…；第一，…；首先，…; a paragraph behind ——.
    Item = "item",
    /// What one speaker says in an interview or a dialogue.
    Turn = "turn",
}

vocabulary! {
    /// What a person named in a byline or credit did.
    Role:
    /// 记者.
    Reporter = "reporter",
    /// 通讯员.
    Correspondent = "correspondent",
    /// A signed author.
    Author = "author",
    /// 编辑, 责任编辑, 统筹.
    Editor = "editor",
    /// 整理.
    Compiler = "compiler",
    /// 摄.
    Photographer = "photographer",
    /// 制图, 海报设计.
    Graphics = "graphics",
}

vocabulary! {
    /// How far a record's reading is settled.
    Status:
    /// One reading.
    Resolved = "resolved",
    /// Several readings fit.
    Ambiguous = "ambiguous",
    /// It was so once and is no more (a dissolved county).
    Historical = "historical",
    /// Recognised, but not resolved.
    Unresolved = "unresolved",
}

vocabulary! {
    /// What a statistic measures.
    Measure:
    /// A rise or fall.
    Change = "change",
    /// A rate, index, or state.
    Level = "level",
    /// A part of a whole.
    Share = "share",
    /// A place in an order.
    Rank = "rank",
    /// A length of time.
    Duration = "duration",
    /// A number of things.
    Count = "count",
    /// An amount of money.
    Money = "money",
    /// An area.
    Area = "area",
    /// So often in a given time.
    Frequency = "frequency",
}

vocabulary! {
    /// Which way a change goes.
    Direction:
    /// Up.
    Increase = "increase",
    /// Down.
    Decrease = "decrease",
}

vocabulary! {
    /// How exact a number is.
    Approx:
    /// As it stands.
    Exact = "exact",
    /// 约, 左右.
    About = "about",
    /// 余, 多, 超.
    Over = "over",
    /// 不足, 以下.
    Under = "under",
    /// 近.
    Nearly = "nearly",
    /// 以上, 不低于.
    AtLeast = "at_least",
}

vocabulary! {
    /// Whether a number is a result, an aim or an expectation.
    Modality:
    /// It happened.
    Reported = "reported",
    /// It shall happen.
    Target = "target",
    /// It is expected.
    Forecast = "forecast",
}

vocabulary! {
    /// What a named system is.
    SystemKind:
    /// Information systems and hotlines.
    Platform = "platform",
    /// 机制, 制度, 工作法.
    Mechanism = "mechanism",
    /// Named bodies and centres.
    Institution = "institution",
    /// 模式, 体系, 格局.
    Model = "model",
}

vocabulary! {
    /// How grave a diagnostic is.
    Severity:
    /// Worth knowing.
    Info = "info",
    /// Something was doubtful.
    Warning = "warning",
    /// Something was lost or could not be done.
    Error = "error",
}

vocabulary! {
    /// The script a text is written in.
    Script:
    /// Simplified.
    Hans = "Hans",
    /// Traditional.
    Hant = "Hant",
    /// Both.
    Mixed = "mixed",
    /// Too little Chinese to tell.
    Unknown = "unknown",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for k in EditKind::ALL {
            assert_eq!(k.as_str().parse::<EditKind>().as_ref(), Ok(k));
        }
        for k in BlockKind::ALL {
            assert_eq!(k.as_str().parse::<BlockKind>().as_ref(), Ok(k));
        }
        assert_eq!("nonsense".parse::<Role>().map_err(|e| e.to_string()), Err("`nonsense` is no Role".into()));
    }
}
