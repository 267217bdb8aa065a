//! Which word segmenters this program has. The only place to change when there is another one.

use baokan_segment::words::{Linear, WordSegmenter};

use crate::error::CliError;

/// A segmenter and its name.
pub type Named = (&'static str, Box<dyn WordSegmenter>);

/// Makes a segmenter; says why when that cannot be done.
type Make = fn() -> Result<Box<dyn WordSegmenter>, String>;

/// All segmenters by name, the one for counting first.
const SEGMENTERS: &[(&str, Make)] = &[
    ("baokan", shipped),
    #[cfg(feature = "jieba")]
    ("jieba", || Ok(Box::new(baokan_segment::words::Jieba::new()))),
];

fn shipped() -> Result<Box<dyn WordSegmenter>, String> {
    Linear::shipped().map(|s| Box::new(s) as Box<dyn WordSegmenter>).map_err(|e| format!("the built-in model: {e}"))
}

/// All segmenters of this build by name, the default first. Each is loaded here.
///
/// # Errors
/// When one cannot be loaded.
pub fn segmenters() -> Result<Vec<Named>, String> {
    SEGMENTERS.iter().map(|(name, make)| Ok((*name, make()?))).collect()
}

/// The segmenter for counting in words.
///
/// # Errors
/// When it cannot be loaded.
pub(crate) fn segmenter() -> Result<Box<dyn WordSegmenter>, CliError> {
    shipped().map_err(CliError::Usage)
}
