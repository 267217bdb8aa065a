//! Which word segmenters this program has. The only place to change when there is another one.

use baokan_segment::words::{Linear, WordSegmenter};

use crate::error::CliError;

/// A segmenter, made when it is wanted.
type Make = fn() -> Result<Box<dyn WordSegmenter>, CliError>;

/// All segmenters by name, the one for counting first.
const SEGMENTERS: &[(&str, Make)] = &[
    ("baokan", shipped),
    #[cfg(feature = "jieba")]
    ("jieba", || Ok(Box::new(baokan_segment::words::Jieba::new()))),
];

fn shipped() -> Result<Box<dyn WordSegmenter>, CliError> {
    let model = Linear::shipped().map_err(|e| CliError::Usage(format!("the built-in model: {e}")))?;
    Ok(Box::new(model))
}

/// All segmenters of this build by name, the default first. Each is loaded here; one that does not load is left out.
#[must_use]
pub fn segmenters() -> Vec<(&'static str, Box<dyn WordSegmenter>)> {
    SEGMENTERS.iter().filter_map(|(name, make)| Some((*name, make().ok()?))).collect()
}

/// The segmenter for counting in words.
///
/// # Errors
/// When its model does not load.
pub(crate) fn segmenter() -> Result<Box<dyn WordSegmenter>, CliError> {
    shipped()
}
