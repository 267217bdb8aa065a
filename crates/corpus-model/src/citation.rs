//! What a researcher cites: the bytes, as printed, and as read.

use crate::range::{CharRange, SourceRange, TextRange};
use crate::source::Source;
use crate::text::Text;

/// Characters of context kept on either side.
const CONTEXT: usize = 20;

/// Stands in a quote where a column or page cut parts a mention.
pub const CUT: &str = "¶";

/// A mention with its place in the file. It can only be made from a text, and be checked against the file later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    source_ranges: Vec<SourceRange>,
    char_ranges: Vec<CharRange>,
    quote: String,
    reading: String,
    context: (String, String),
}

/// Why a stored citation does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CitationError {
    /// The range lies outside the file or cuts a character.
    #[error("bytes {0} are not whole characters of the file")]
    BadRange(SourceRange),
    /// The file says something else there.
    #[error("the file says `{found}`, the citation `{quote}`")]
    Differs {
        /// What the citation claims.
        quote: String,
        /// What the file has.
        found: String,
    },
    /// The code points are not those of the bytes.
    #[error("code points {found} do not belong to bytes {bytes}")]
    BadChars {
        /// The bytes.
        bytes: SourceRange,
        /// The code points claimed.
        found: CharRange,
    },
}

impl Citation {
    /// Cites a range of the current text.
    #[must_use]
    pub fn new(text: &Text, range: TextRange) -> Self {
        Self::of(text, &[range])
    }

    /// Cites several ranges as one mention (a title of two lines); readings are joined by a space.
    #[must_use]
    pub fn of(text: &Text, ranges: &[TextRange]) -> Self {
        let source_ranges: Vec<SourceRange> = ranges.iter().flat_map(|r| text.source_ranges(*r)).collect();
        let start = ranges.iter().map(|r| r.start()).min().unwrap_or(0) as usize;
        let end = ranges.iter().map(|r| r.end()).max().unwrap_or(0) as usize;
        let before = text.as_str().get(..start).unwrap_or("");
        let after = text.as_str().get(end..).unwrap_or("");
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(i, _)| i);
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(i, _)| i);
        let reading = match ranges {
            [range] => text.slice(*range).to_owned(),
            _ => ranges.iter().map(|r| text.slice(*r)).collect::<Vec<_>>().join(" "),
        };
        Self {
            char_ranges: source_ranges.iter().filter_map(|r| text.source().chars(*r)).collect(),
            quote: quote(text.source(), &source_ranges).unwrap_or_default(),
            reading,
            context: (before.get(from..).unwrap_or("").to_owned(), after.get(..to).unwrap_or("").to_owned()),
            source_ranges,
        }
    }

    /// Bytes of the file; several when a cut of column or page parts the mention.
    #[must_use]
    pub fn source_ranges(&self) -> &[SourceRange] {
        &self.source_ranges
    }

    /// The same as code points of the decoded file.
    #[must_use]
    pub fn char_ranges(&self) -> &[CharRange] {
        &self.char_ranges
    }

    /// As printed; [`CUT`] between ranges.
    #[must_use]
    pub fn quote(&self) -> &str {
        &self.quote
    }

    /// As repaired.
    #[must_use]
    pub fn reading(&self) -> &str {
        &self.reading
    }

    /// Some characters before and after, as repaired.
    #[must_use]
    pub fn context(&self) -> (&str, &str) {
        (&self.context.0, &self.context.1)
    }

    /// Whether the citation still holds against the file.
    ///
    /// # Errors
    /// Says what differs.
    pub fn verify(&self, source: &Source) -> Result<(), CitationError> {
        verify(source, &self.source_ranges, &self.char_ranges, &self.quote)
    }
}

/// What the file prints in these ranges.
///
/// # Errors
/// When a range is not made of whole characters.
pub fn quote(source: &Source, ranges: &[SourceRange]) -> Result<String, CitationError> {
    if let [range] = ranges {
        return source.read(*range).map(str::to_owned).ok_or(CitationError::BadRange(*range));
    }
    let mut parts = Vec::with_capacity(ranges.len());
    for r in ranges {
        parts.push(source.read(*r).ok_or(CitationError::BadRange(*r))?);
    }
    Ok(parts.join(CUT))
}

/// Checks ranges and quote of a citation that came from elsewhere (from JSON) against the file.
///
/// # Errors
/// Says what differs.
pub fn verify(
    source: &Source,
    ranges: &[SourceRange],
    chars: &[CharRange],
    claimed: &str,
) -> Result<(), CitationError> {
    let found = quote(source, ranges)?;
    if found != claimed {
        return Err(CitationError::Differs { quote: claimed.to_owned(), found });
    }
    for (bytes, found) in ranges.iter().zip(chars) {
        if source.chars(*bytes) != Some(*found) {
            return Err(CitationError::BadChars { bytes: *bytes, found: *found });
        }
    }
    Ok(())
}
