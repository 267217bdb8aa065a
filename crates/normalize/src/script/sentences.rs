//! The script of each sentence of a document.

use baokan_corpus_model::{Document, Script, TextRange};

use super::detect::{Detection, detect};

/// Fills [`Document::sentence_scripts`]: what each sentence was written in, judged by the characters of the file.
///
/// One pass over the text. Where the file has no Traditional character at all the repaired text is looked at, which
/// needs no trace.
pub fn read_sentences(doc: &mut Document) {
    let as_printed = doc.script != Script::Hans || doc.hant_per_mille != Some(0);
    let reading = |range: TextRange| {
        if !as_printed {
            return detect(doc.text.slice(range)).reading();
        }
        let mut found = Detection::default();
        for source in doc.text.source_ranges(range) {
            found += detect(doc.source().read(source).unwrap_or_default());
        }
        found.reading()
    };
    doc.sentence_scripts = doc.sentences.iter().map(|(range, ())| reading(range)).collect();
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use baokan_corpus_model::{Source, SpanLayer};

    use super::*;
    use crate::{Options, Target};

    #[test]
    fn sentences_are_read_as_they_stand_in_the_file() {
        let text = "我们发展农业。\n國家發展農業。\n他们说農業。\n一千人。";
        let mut doc = Document::new(Arc::new(Source::from_text(text, "t").unwrap()));
        crate::normalize(&mut doc, &Options { target: Target::Hans, ..Options::default() });
        assert!(doc.text.as_str().contains("国家"));
        let mut at = 0;
        let mut layer = SpanLayer::new();
        for line in doc.text.as_str().split_inclusive('\n') {
            let end = at + line.trim_end().len() as u32;
            layer.push(TextRange::new(at, end), ()).unwrap();
            at += line.len() as u32;
        }
        doc.sentences = layer;
        read_sentences(&mut doc);
        let scripts: Vec<Script> = doc.sentence_scripts.iter().map(|r| r.script).collect();
        assert_eq!(scripts, [Script::Hans, Script::Hant, Script::Mixed, Script::Unknown]);
        assert_eq!(doc.sentence_scripts[1].hant_per_mille, Some(1000));
    }
}
