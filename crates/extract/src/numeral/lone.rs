//! Whether a lone Chinese digit is a number: 三个 and “五”, but not 一看, 五部门, 四方.

use super::{Num, NumeralKind, Options, Script};
use crate::chars::Chars;
use crate::quantity::{Dimension, units};

/// Whether `n` stands for a number. What is longer than one digit always does, except two digits without a
/// place (五一, 七一, 九九, 一一): they are names and adverbs, but not before 折 and 年.
pub(crate) fn stands(cs: &Chars<'_>, n: &Num, options: Options) -> bool {
    let end = n.range.end;
    let first = cs.get(n.range.start);
    let pair = n.range.len() == 2 && n.script == Script::Han;
    if n.kind == NumeralKind::DigitRow && pair && (!options.everything() || first == cs.get(n.range.start + 1)) {
        return matches!(cs.get(end), Some('折' | '年'));
    }
    // “一二·九”.
    if pair && n.upper.is_some() && cs.get(end) == Some('·') {
        return false;
    }
    // 万万 is an adverb.
    if n.range.len() == 2 && n.range.clone().all(|i| matches!(cs.get(i), Some('万' | '萬'))) {
        return false;
    }
    let Some(c) = first.filter(|_| n.range.len() == 1 && n.script == Script::Han) else { return true };
    let (before, next) = (cs.before(n.range.start), cs.get(end));
    let is_han = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{3007}' | '\u{3400}'..='\u{9FFF}'));
    let alone = !is_han(before) && !is_han(next);
    let told = matches!(before, Some('是' | '为' | '為' | '即')) && !is_han(next);
    if options.everything() && (alone || told) {
        return !"百千万萬亿億佰仟兆".contains(c);
    }
    if !"一二三四五六七八九两兩".contains(c) {
        return "十廿卅卌半".contains(c) || "百千万亿".contains(c) && !options.everything();
    }
    // 两两 is no weight.
    if next == Some(c) {
        return false;
    }
    // 不是一却是五, 前三的, 第一.
    let linked = before.is_some_and(|b| "是为前第即".contains(b));
    let closed = next.is_some_and(|c| "的和与與或是不而却这那至到".contains(c));
    let counted = units::unit_at(cs, end).is_some_and(|(u, _)| {
        !matches!(u.dimension, Dimension::Money | Dimension::Percent | Dimension::Point | Dimension::Permille)
    });
    alone
        || before == Some('第')
        || linked && (closed || !is_han(next))
        || !is_han(before) && closed
        || counted
        || cs.at(end, "分之")
}
