//! What an extractor is, and what extractors share.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use baokan_corpus_model::{Document, TextRange};

use crate::chars::Chars;
use crate::hash::HashMap;
use crate::names::page::Stretch;
use crate::places::Places;
use crate::quantity::Qty;
use crate::statistics::Frame;
use crate::timex::{PartialDate, Reference, Resolution, Timex, reference, resolve_all};

/// Reads records of one kind (or a few) off a repaired, segmented document.
///
/// An extractor never changes text. It may read the records of those that ran before it (statistics read dates and
/// places), and adds its own with [`Document::record`], which makes the citation.
pub trait Extractor: Send + Sync {
    /// Stable name, printed in each record's `rule`.
    fn name(&self) -> &'static str;

    /// Whether it finds places that statistics should know: it then runs right behind our finder of names, before dates and
    /// statistics are read, and not at the end.
    fn names_places(&self) -> bool {
        false
    }

    /// Adds its records to `doc.records`. `cx` holds what was scanned before, and keeps what is scanned now for those
    /// that come later.
    fn extract(&self, doc: &mut Document, cx: &Context<'_>);
}

/// One document's text and what has been found in it so far: each block is scanned for numbers, times and clauses once,
/// whoever asks first.
#[derive(Default)]
pub struct Context<'t> {
    text: &'t str,
    blocks: RefCell<HashMap<TextRange, Rc<Scanned<'t>>>>,
    reference: OnceCell<Option<Reference>>,
    settled: OnceCell<Settled>,
    lent: RefCell<Vec<Lent>>,
}

/// A place that somebody else's extractor found.
#[derive(Clone)]
pub(crate) struct Lent {
    /// Bytes of the text.
    pub(crate) range: std::ops::Range<usize>,
    /// In full.
    pub(crate) name: String,
    pub(crate) code: Option<String>,
}

/// The places of a document and the stretches that they were read from.
pub(crate) struct Settled {
    pub(crate) places: Places,
    /// Stretches whose places are part of another name (武汉大学), sorted.
    pub(crate) hidden: Vec<std::ops::Range<usize>>,
    pub(crate) stretches: Vec<Stretch>,
}

/// A block of text with what stands in it; positions are characters of the block.
pub(crate) struct Scanned<'t> {
    pub(crate) cs: Chars<'t>,
    pub(crate) times: Vec<Timex>,
    frame: OnceCell<Frame>,
    quantities: OnceCell<Vec<Qty>>,
    values: OnceCell<Vec<Resolution>>,
    /// The day of the dateline of its article, which 今天 is.
    today: Cell<Option<PartialDate>>,
}

impl Scanned<'_> {
    /// Clauses and labels.
    pub(crate) fn frame(&self) -> &Frame {
        self.frame.get_or_init(|| Frame::new(&self.cs))
    }

    /// Numbers with their units.
    pub(crate) fn quantities(&self) -> &[Qty] {
        self.quantities.get_or_init(|| crate::quantity::scan(&self.cs))
    }

    /// The values of the time expressions. The reference of the first call counts: a document has one.
    pub(crate) fn values(&self, reference: Option<PartialDate>) -> &[Resolution] {
        self.values.get_or_init(|| resolve_all(&self.cs, self.frame(), &self.times, reference, self.today.get()))
    }
}

/// Scans a text by itself.
pub(crate) fn scanned(text: &str) -> Scanned<'_> {
    let cs = Chars::new(text);
    let times = crate::timex::scan_chars(&cs);
    let (frame, quantities, values) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
    Scanned { cs, times, frame, quantities, values, today: Cell::new(None) }
}

impl<'t> Context<'t> {
    /// A context over a copy of a document's current text, which must not change while it is used.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// A block as scanned; empty when the range does not fit the text.
    pub(crate) fn block(&self, range: TextRange) -> Rc<Scanned<'t>> {
        if let Some(known) = self.blocks.borrow().get(&range) {
            return Rc::clone(known);
        }
        let fresh = Rc::new(scanned(self.text.get(range.as_usize()).unwrap_or("")));
        self.blocks.borrow_mut().insert(range, Rc::clone(&fresh));
        fresh
    }

    /// What dates without a year are resolved against.
    pub(crate) fn reference(&self, doc: &Document) -> Option<&Reference> {
        self.reference
            .get_or_init(|| {
                let reference = reference(doc, self);
                self.datelines(doc, reference.as_ref().map(|r| r.date));
                reference
            })
            .as_ref()
    }

    /// Tells the blocks of each article the day of its dateline, before their times get values.
    fn datelines(&self, doc: &Document, reference: Option<PartialDate>) {
        for article in 0..doc.articles.len() {
            let mut today = None;
            for block in crate::timex::text_blocks(doc, article) {
                let scanned = self.block(block);
                // A page of short news has a dateline before each piece.
                today = crate::timex::dateline(&scanned.cs, &scanned.times, reference).or(today);
                scanned.today.set(today);
            }
        }
    }

    /// Keeps the places for the extractors behind.
    pub(crate) fn settle(&self, settled: Settled) {
        drop(self.settled.set(settled));
    }

    /// Tells statistics of a place.
    pub(crate) fn lend(&self, place: Lent) {
        self.lent.borrow_mut().push(place);
    }

    /// The places of other extractors, in the order in which they were told.
    pub(crate) fn lent(&self) -> Vec<Lent> {
        self.lent.borrow().clone()
    }

    /// The places, when the extractor of names ran.
    pub(crate) fn settled(&self) -> Option<&Settled> {
        self.settled.get()
    }
}
