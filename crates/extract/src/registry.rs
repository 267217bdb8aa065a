//! Which extractors run: ours, and behind them those that a user adds.

use std::fmt;
use std::sync::Arc;

use baokan_corpus_model::Document;

use crate::{BUILTIN, Context, Extractor};

/// Our extractors and more.
#[derive(Clone, Default)]
pub struct Registry {
    more: Vec<Arc<dyn Extractor>>,
}

impl Registry {
    /// Ours alone.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// One more, which runs behind those that are there and sees their records; one that names places
    /// ([`Extractor::names_places`]) runs right behind our finder of names.
    #[must_use]
    pub fn with(mut self, extractor: impl Extractor + 'static) -> Self {
        self.more.push(Arc::new(extractor));
        self
    }

    /// The names of all, in the order in which they run.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.ordered().map(|e| e.name())
    }

    /// Ours, with those that name places right behind our finder of names, and all others at the end.
    fn ordered(&self) -> impl Iterator<Item = &dyn Extractor> {
        let split = BUILTIN.iter().position(|e| e.name() == "names").map_or(BUILTIN.len(), |i| i + 1);
        let (first, second) = BUILTIN.split_at(split);
        let early = |early: bool| self.more.iter().map(AsRef::as_ref).filter(move |e| e.names_places() == early);
        first.iter().copied().chain(early(true)).chain(second.iter().copied()).chain(early(false))
    }

    /// Fills `doc.records`.
    pub fn extract(&self, doc: &mut Document) {
        let text = doc.text.as_str().to_owned();
        let cx = Context::new(&text);
        for extractor in self.ordered() {
            tracing::debug!(extractor = extractor.name());
            extractor.extract(doc, &cx);
        }
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}
