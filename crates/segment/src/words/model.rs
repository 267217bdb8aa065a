//! A trained model and its file.

use super::alphabet::{Alphabet, Code, FIRST_FREE, NUMBERS, kind};
use super::checksum::crc32;
use super::table::{LINE_BYTES, Sums, Table, WIDTH};

/// The first bytes of a model file.
const MAGIC: [u8; 8] = *b"baokanW\0";
/// The version of the format; others are refused.
const VERSION: u32 = 1;
/// Magic, version, characters, numbers, lines, reserved.
pub(super) const HEADER_BYTES: usize = 8 + 5 * 4;
/// A character and its number.
pub(super) const ENTRY_BYTES: usize = 6;
/// Combinations of the kinds of four neighbouring characters.
pub(super) const KINDS: usize = 1 << 12;
/// No model needs more lines: 64 MiB of weights.
const MOST_LINES: usize = 1 << 20;

/// Why bytes are no model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// They do not begin as a model does.
    NotAModel,
    /// They are a model of another version of the format.
    Version(u32),
    /// They are fewer or more than the header says: expected, found.
    Length(usize, usize),
    /// The checksum does not fit: the file is damaged.
    Checksum,
    /// A value that no model can have.
    Content(&'static str),
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAModel => write!(f, "this is no model for words"),
            Self::Version(found) => write!(f, "the model has version {found} of the format, not {VERSION}"),
            Self::Length(expected, found) => {
                write!(f, "the model is cut off or overlong: {found} bytes instead of {expected}")
            }
            Self::Checksum => write!(f, "the model is damaged: its checksum does not fit"),
            Self::Content(what) => write!(f, "the model is damaged: {what}"),
        }
    }
}

impl std::error::Error for ModelError {}

/// What a segmenter knows: weights of characters, of combinations of character kinds, and of n-grams.
///
/// The sum of the weights that bear on a gap says whether a word ends there. The file is little-endian: a header, the
/// characters with their numbers, the weights of single characters (six a number, `i16`), those of the kinds of the four
/// characters around a gap (`i16`), the table of n-grams as it stands in memory, and a CRC-32 of all before it.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) alphabet: Alphabet,
    /// By number: for the gaps from two before the character to three after.
    pub(super) characters: Vec<Sums>,
    /// By the kinds of the two characters before a gap and the two after it, three bits each, the first highest.
    pub(super) kinds: Vec<i16>,
    pub(super) table: Table,
}

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// When the bytes are not exactly what [`to_bytes`](Self::to_bytes) wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let [entries, numbers, lines] = header(bytes, MAGIC, VERSION)?;
        if entries > 1 << 16
            || !(usize::from(FIRST_FREE)..=NUMBERS).contains(&numbers)
            || !(1..=MOST_LINES).contains(&lines)
        {
            return Err(ModelError::Content("absurd sizes"));
        }
        let sizes = [entries * ENTRY_BYTES, numbers * WIDTH * 2, KINDS * 2, lines * LINE_BYTES];
        let expected = HEADER_BYTES + sizes.iter().sum::<usize>() + 4;
        let mut rest = content(bytes, expected)?;
        let [entry_bytes, character_bytes, kind_bytes, line_bytes] = sizes.map(|size| {
            let (part, after) = rest.split_at_checked(size).unwrap_or((rest, &[]));
            rest = after;
            part
        });
        let mut characters = vec![Sums::of([0; WIDTH]); NUMBERS];
        for (row, bytes) in characters.iter_mut().zip(character_bytes.as_chunks::<{ WIDTH * 2 }>().0) {
            let mut weights = [0; WIDTH];
            for (weight, bytes) in weights.iter_mut().zip(bytes.as_chunks::<2>().0) {
                *weight = i16::from_le_bytes(*bytes);
            }
            *row = Sums::of(weights);
        }
        Ok(Self {
            alphabet: Alphabet::new(read_entries(entry_bytes, numbers)?),
            characters,
            kinds: kind_bytes.as_chunks::<2>().0.iter().map(|b| i16::from_le_bytes(*b)).collect(),
            table: Table::read(line_bytes),
        })
    }

    /// The bytes of the model's file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let entries = self.alphabet.entries();
        let last = entries.iter().map(|(_, n)| usize::from(*n) + 1).max().unwrap_or(0);
        let numbers = last.max(usize::from(FIRST_FREE));
        let mut out = Vec::with_capacity(HEADER_BYTES + (self.table.lines() + 4000) * LINE_BYTES);
        out.extend(MAGIC);
        for field in [VERSION, entries.len() as u32, numbers as u32, self.table.lines() as u32, 0] {
            out.extend(field.to_le_bytes());
        }
        for (c, number) in entries {
            out.extend((*c as u32).to_le_bytes());
            out.extend(number.to_le_bytes());
        }
        out.extend(self.characters.iter().take(numbers).flat_map(|s| s.weights()).flat_map(|w| w.to_le_bytes()));
        out.extend(self.kinds.iter().flat_map(|w| w.to_le_bytes()));
        self.table.write(&mut out);
        let checksum = crc32(&out);
        out.extend(checksum.to_le_bytes());
        out
    }

    /// How many n-grams of two to four characters it has weights for.
    #[must_use]
    pub fn grams(&self) -> usize {
        self.table.len()
    }
}

/// The three sizes in the header of a model file, once it begins as it should.
pub(super) fn header(bytes: &[u8], magic: [u8; 8], version: u32) -> Result<[usize; 3], ModelError> {
    if !bytes.starts_with(&magic) {
        return Err(ModelError::NotAModel);
    }
    let field = |i: usize| -> Option<u32> {
        let at = magic.len() + 4 * i;
        Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
    };
    match [field(0), field(1), field(2), field(3)] {
        [Some(found), ..] if found != version => Err(ModelError::Version(found)),
        [_, Some(a), Some(b), Some(c)] => Ok([a as usize, b as usize, c as usize]),
        _ => Err(ModelError::Length(HEADER_BYTES, bytes.len())),
    }
}

/// What is between the header and the checksum of a file of `expected` bytes.
pub(super) fn content(bytes: &[u8], expected: usize) -> Result<&[u8], ModelError> {
    let wrong_length = ModelError::Length(expected, bytes.len());
    if bytes.len() != expected {
        return Err(wrong_length);
    }
    let Some((content, checksum)) = bytes.split_last_chunk::<4>() else { return Err(wrong_length) };
    if crc32(content) != u32::from_le_bytes(*checksum) {
        return Err(ModelError::Checksum);
    }
    Ok(content.get(HEADER_BYTES..).unwrap_or_default())
}

/// The place of the kinds around a gap in [`Model::kinds`].
#[inline]
pub(super) fn kinds_at([a, b, c, d]: [Code; 4]) -> usize {
    usize::from(kind(a) << 9 | kind(b) << 6 | kind(c) << 3 | kind(d))
}

pub(super) fn read_entries(bytes: &[u8], numbers: usize) -> Result<Vec<(char, u16)>, ModelError> {
    let mut entries: Vec<(char, u16)> = Vec::with_capacity(bytes.len() / ENTRY_BYTES);
    for &[a, b, c, d, e, f] in bytes.as_chunks::<ENTRY_BYTES>().0 {
        let number = u16::from_le_bytes([e, f]);
        let Some(c) = char::from_u32(u32::from_le_bytes([a, b, c, d])) else {
            return Err(ModelError::Content("what should be a character is none"));
        };
        if !(FIRST_FREE..).contains(&number) || usize::from(number) >= numbers {
            return Err(ModelError::Content("a character's number is out of range"));
        }
        if entries.last().is_some_and(|(last, _)| *last >= c) {
            return Err(ModelError::Content("the characters are not in order"));
        }
        entries.push((c, number));
    }
    Ok(entries)
}
