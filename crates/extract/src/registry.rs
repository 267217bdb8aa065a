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

    /// One more, which runs behind those that are there and sees their records.
    #[must_use]
    pub fn with(mut self, extractor: impl Extractor + 'static) -> Self {
        self.more.push(Arc::new(extractor));
        self
    }

    /// The names of all, in the order in which they run.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        BUILTIN.iter().map(|e| e.name()).chain(self.more.iter().map(|e| e.name()))
    }

    /// Fills `doc.records`.
    pub fn extract(&self, doc: &mut Document) {
        let text = doc.text.as_str().to_owned();
        let cx = Context::new(&text);
        for extractor in BUILTIN.iter().copied().chain(self.more.iter().map(AsRef::as_ref)) {
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
