//! Features: an editors' note with signed parts behind it.

use baokan_corpus_model::BlockKind;

use super::build::Draft;
use super::line::{Line, Part};

/// Words by which a note speaks of itself and of what follows.
const SELF_SPEECH: &[&str] = &[
    "本刊",
    "本报",
    "本版",
    "本期",
    "约请",
    "特邀",
    "邀请",
    "特约",
    "刊发",
    "推出",
    "编发",
    "刊登",
    "专栏",
    "专题",
    "敬请",
    "以飨读者",
    "组织撰写",
];
/// Longest opening that is taken for a note without a word that says so, in blocks.
const NOTE_BLOCKS: usize = 3;

/// Makes the articles behind a feature's head its parts, and gives the head what belongs to the whole: the makers named at
/// the very end.
pub(super) fn gather(drafts: &mut [Draft], lines: &[Line<'_>]) {
    let mut head = None;
    for k in 0..drafts.len() {
        if is_head(drafts, lines, k) {
            head = Some(k);
        } else if let (Some(_), Some(draft)) = (head, drafts.get_mut(k)) {
            draft.parent = head;
        }
    }
    if let Some(h) = head
        && let Some((last, before)) = drafts.split_last_mut()
        && last.parent == Some(h)
        && let Some(feature) = before.get_mut(h)
    {
        // 责任编辑 behind the last part speaks of the whole feature.
        let keep = last.lines.iter().rposition(|i| !lines.get(*i).is_some_and(is_makers)).map_or(0, |p| p + 1);
        let tail: Vec<usize> = last.lines.split_off(keep);
        feature.lines.extend(tail);
    }
}

/// A head has a title, no writer, nothing but a note, and at least two signed articles behind it.
fn is_head(drafts: &[Draft], lines: &[Line<'_>], k: usize) -> bool {
    let Some(draft) = drafts.get(k) else { return false };
    let signed_behind = drafts.iter().skip(k + 1).take(2).take_while(|d| d.is_signed()).count();
    if draft.opening.headline.is_none() || draft.is_signed() || signed_behind < 2 {
        return false;
    }
    let mut note = false;
    let mut body = 0;
    let mut speaks = false;
    for line in draft.lines.iter().filter_map(|i| lines.get(*i)) {
        match line.part {
            Part::EditorNote | Part::EditorSign => note = true,
            // 本报讯 opens a report, and no note.
            Part::Body if line.opens_report() => return false,
            Part::Body => {
                body += 1;
                speaks |= SELF_SPEECH.iter().any(|w| line.text.contains(w));
            }
            Part::Title { .. } | Part::Signature | Part::AuthorNote => return false,
            Part::Caption | Part::Credit | Part::Furniture => {}
        }
    }
    if note { body <= NOTE_BLOCKS * 2 } else { speaks && body <= NOTE_BLOCKS }
}

/// 责任编辑, 美编, 校对: who made the whole.
fn is_makers(line: &Line<'_>) -> bool {
    use baokan_corpus_model::Role;
    line.part == Part::Furniture
        || (line.part == Part::Credit && !line.byline.entries.iter().any(|e| matches!(e.role, Role::Photographer)))
}

/// The kind that a block of a feature's head has: its running text is the note.
pub(super) fn kind_in_head(part: Part, kind: BlockKind) -> BlockKind {
    match part {
        Part::Body if kind == BlockKind::Paragraph => BlockKind::EditorNote,
        _ => kind,
    }
}
