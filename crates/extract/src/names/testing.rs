//! Builds small documents for the tests of the finders.

use std::borrow::Cow;
use std::sync::Arc;

use baokan_corpus_model::{
    Article, Block, BlockKind, BylineEntry, Confidence, Document, Meta, MetaOrigin, Role, Source, TextRange,
};

/// A document of one article with these paragraphs; a line `post | name` makes a signed author, `- text` a list item.
pub(crate) fn document(year: &str, lines: &[&str]) -> Document {
    let mut text = String::new();
    let mut spans = Vec::new();
    for line in lines {
        let start = text.len();
        text.push_str(&line.replace(" | ", " "));
        spans.push((TextRange::from_usize(start..text.len()).unwrap(), *line));
        text.push('\n');
    }
    let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
    doc.meta.published = Some(Meta { value: year.to_owned(), origin: MetaOrigin::Flag });
    let mut article = Article { range: doc.text.range(), ..Article::default() };
    for (range, line) in spans {
        if let Some((post, name)) = line.split_once(" | ") {
            article.byline.push(BylineEntry {
                name: name.to_owned(),
                role: Role::Author,
                affiliation: None,
                position: Some(post.to_owned()),
                range,
            });
            continue;
        }
        let kind = if line.starts_with("——") { BlockKind::ListItem } else { BlockKind::Paragraph };
        article.blocks.push(doc.blocks.len());
        let block =
            Block { kind, level: 0, confidence: Confidence::per_mille(1000), rule: Cow::Borrowed("test"), group: None };
        doc.blocks.push(range, block).unwrap();
    }
    doc.articles.push(article);
    doc
}

/// The same, with our records in it.
pub(crate) fn extracted(year: &str, lines: &[&str]) -> Document {
    use crate::Extractor;
    let mut doc = document(year, lines);
    let text = doc.text.as_str().to_owned();
    super::extractor::Names.extract(&mut doc, &crate::Context::new(&text));
    doc
}
