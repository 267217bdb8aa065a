//! What the finders of names share: the page as they read it, quoted spans, where a name begins, and how tables are read.

pub(crate) mod boundary;
pub(crate) mod extractor;
pub(crate) mod heads;
pub(crate) mod lexicon;
pub(crate) mod page;
pub(crate) mod quotes;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod text;
