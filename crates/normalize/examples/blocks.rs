//! Shows what a text is made of after repair: `cargo run -p baokan-normalize --example blocks -- FILE…` prints kind, sign
//! and text of each block, then the edits of the rules on lines and quotation marks. The files are read as UTF-8 without
//! the hints of a reader, so Markdown headings are known by their neighbours only.
#![allow(clippy::print_stdout)]

use std::sync::Arc;

use baokan_corpus_model::{Document, EditKind, Source};
use baokan_normalize::{Options, normalize};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let mut doc = Document::new(Arc::new(Source::from_text(std::fs::read_to_string(&path)?, path.as_str())?));
        normalize(&mut doc, &Options::default());
        for (range, block) in doc.blocks.iter() {
            println!("{}\t{}\t{}", block.kind, block.rule, doc.text.slice(range));
        }
        for site in doc.text.sites() {
            let Some(edit) = doc.text.edit(site.edit) else { continue };
            if matches!(edit.kind, EditKind::Join | EditKind::Furniture | EditKind::Quote) {
                println!("# {} {} {:?} -> {:?}: {}", edit.rule, edit.safety, site.before, site.after, edit.evidence);
            }
        }
    }
    Ok(())
}
