//! What a rule is: it looks and proposes; the engine decides.

use baokan_corpus_model::{Document, EditKind, Safety, Script};

use super::proposal::Proposals;
use super::scan::Scan;
use crate::layout::Line;
use crate::options::Options;

/// When a rule runs. Within one pass all rules see the same revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pass {
    /// Text read in the wrong encoding: what looks like a stray mark or letter may be a byte of a character.
    Encoding,
    /// Lines that the engine gave in the wrong order; before rules look at the neighbours of anything.
    Order,
    /// What is no text at all: invisible characters, stray markup.
    Noise,
    /// Injected words; they split words, so they go before anything reads words.
    Spam,
    /// Traditional to Simplified or back.
    Script,
    /// Synonyms forced in by a spinner; read in the target script, after spam is gone.
    Spun,
    /// Width, spaces, foreign words, glyphs.
    Characters,
    /// Blocks in the wrong order; before halves of sentences are joined to what happens to stand beside them.
    Blocks,
    /// Lines and blocks: what belongs together, and in what order.
    Layout,
    /// Quotation marks, balanced only after joining and reordering.
    Quotes,
}

impl Pass {
    /// All passes in the order in which they run.
    pub const ALL: [Self; 10] = [
        Self::Encoding,
        Self::Order,
        Self::Noise,
        Self::Spam,
        Self::Script,
        Self::Spun,
        Self::Characters,
        Self::Blocks,
        Self::Layout,
        Self::Quotes,
    ];

    /// The printed name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::Order => "order",
            Self::Noise => "noise",
            Self::Spam => "spam",
            Self::Script => "script",
            Self::Spun => "spun",
            Self::Characters => "characters",
            Self::Blocks => "blocks",
            Self::Layout => "layout",
            Self::Quotes => "quotes",
        }
    }
}

/// What is known of a rule without running it.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleMeta {
    /// Names the defect, never the cure: `split-sentence`.
    pub name: &'static str,
    /// What its edits do.
    pub kind: EditKind,
    /// When it runs.
    pub pass: Pass,
    /// The gravest safety that its edits may have.
    pub safety: Safety,
    /// One sentence for lists.
    pub summary: &'static str,
    /// The rule's `rule.md`.
    pub doc: &'static str,
}

/// What a rule may look at.
#[derive(Debug)]
pub struct RuleContext<'a> {
    /// The document: metadata, regions, earlier edits.
    pub doc: &'a Document,
    /// The revision that all rules of the pass see; equals `doc.text.as_str()`.
    pub text: &'a str,
    /// Where the unusual characters are.
    pub scan: &'a Scan,
    /// Lines with their likely kind; from the pass blocks on, empty before.
    pub lines: &'a [Line],
    /// The script of the document as it arrived.
    pub script: Script,
    /// What the user asked for.
    pub options: &'a Options,
}

/// A rule: one defect, one name, one folder.
pub trait Rule: Send + Sync {
    /// What is known of it without running it.
    fn meta(&self) -> &'static RuleMeta;

    /// Looks at the revision and proposes edits; touches nothing.
    fn propose(&self, cx: &RuleContext<'_>, out: &mut Proposals);
}
