//! Which word segmenters this program has. The only place to change when there is another one.

use baokan_segment::words::WordSegmenter;

use crate::error::CliError;

/// A segmenter, made when it is wanted.
type Make = fn() -> Box<dyn WordSegmenter>;

/// All segmenters by name, the one for counting first.
const SEGMENTERS: &[(&str, Make)] = &[
    #[cfg(feature = "jieba")]
    ("jieba", || Box::new(baokan_segment::words::Jieba::new())),
];

/// All segmenters of this build by name, the default first. Each is loaded here.
#[must_use]
pub fn segmenters() -> Vec<(&'static str, Box<dyn WordSegmenter>)> {
    SEGMENTERS.iter().map(|(name, make)| (*name, make())).collect()
}

/// The segmenter for counting in words.
///
/// # Errors
/// When the program was built without any.
pub(crate) fn segmenter() -> Result<Box<dyn WordSegmenter>, CliError> {
    let message =
        "this program was built without a word segmenter: count in characters, or build with `--features jieba`";
    SEGMENTERS.first().map(|(_, make)| make()).ok_or_else(|| CliError::Usage(message.to_owned()))
}
