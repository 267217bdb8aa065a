//! Which word segmenters this program has. The only place to change when there is another one.

use baokan_segment::words::WordSegmenter;

use crate::error::CliError;

/// A segmenter and its name.
pub type Named = (&'static str, Box<dyn WordSegmenter>);

/// Makes a segmenter; says why when that cannot be done.
type Make = fn() -> Result<Box<dyn WordSegmenter>, String>;

/// All segmenters by name, the one for counting first.
const SEGMENTERS: &[(&str, Make)] = &[
    #[cfg(feature = "jieba")]
    ("jieba", || Ok(Box::new(baokan_segment::words::Jieba::new()))),
];

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
/// When the program was built without any, or it cannot be loaded.
pub(crate) fn segmenter() -> Result<Box<dyn WordSegmenter>, CliError> {
    let none = "this program was built without a word segmenter: count in characters, or build with `--features jieba`";
    let made = SEGMENTERS.first().map_or_else(|| Err(none.to_owned()), |(_, make)| make());
    made.map_err(CliError::Usage)
}
