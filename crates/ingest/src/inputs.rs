//! From paths to a list of inputs: files, folders, standard input. Listing reads no content, but for the first bytes of
//! `.json` and `.xml` files in folders: such files may be anything.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::compressed::inner_name;
use crate::format::{extension, is_ocr_result};
use crate::read::{Ingested, ReadOptions, read_bytes};
use crate::{IngestError, MAX_BYTES};

/// Extensions that count as press text inside a folder, in lower case; with `.gz` or `.zst` behind them too. Of `.json`
/// and `.xml` files those count that begin like OCR results. A file that is named outright may have any.
pub const EXTENSIONS: &[&str] = &["txt", "text", "md", "markdown", "hocr", "html", "htm"];

/// One input, not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRef {
    origin: String,
    place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Stdin,
    File(PathBuf),
}

impl InputRef {
    /// A file, whatever its extension.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self { origin: path.to_string_lossy().into_owned(), place: Place::File(path) }
    }

    /// Standard input; can be read once.
    #[must_use]
    pub fn stdin() -> Self {
        Self { origin: "-".to_owned(), place: Place::Stdin }
    }

    /// Path or name to report; `-` for standard input.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The file, if it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Stdin => None,
            Place::File(path) => Some(path),
        }
    }

    /// Reads and decodes this input.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or is no text; other inputs are not concerned.
    pub fn read(&self, options: &ReadOptions) -> Result<Ingested, IngestError> {
        let bytes = self.bytes()?;
        tracing::debug!(origin = %self.origin, bytes = bytes.len(), "read");
        read_bytes(bytes, &self.origin, options)
    }

    /// The raw bytes.
    fn bytes(&self) -> Result<Vec<u8>, IngestError> {
        let failed = |error: io::Error| IngestError::io(&self.origin, error);
        let too_large = || IngestError::TooLarge { origin: self.origin.clone() };
        let mut bytes = Vec::new();
        match &self.place {
            Place::Stdin => {
                io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
            }
            Place::File(path) => {
                let file = File::open(path).map_err(failed)?;
                let len = file.metadata().map_err(failed)?.len();
                if len > MAX_BYTES {
                    return Err(too_large());
                }
                // The length is a hint only: pipes and device files have none, and a file may grow meanwhile.
                bytes.try_reserve(usize::try_from(len).unwrap_or(0) + 1).map_err(|_| too_large())?;
                file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
            }
        }
        if bytes.len() as u64 > MAX_BYTES { Err(too_large()) } else { Ok(bytes) }
    }
}

/// Lists the inputs behind paths, in the order given, folders in the order of names (bytewise), `-` for standard input.
///
/// Folders are searched to the bottom for [`EXTENSIONS`]; hidden entries are left out and symbolic links to folders are
/// not followed. A file that two paths lead to by the same name comes once. What cannot be listed is an error in its
/// place and does not stop the rest.
pub fn plan<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Vec<Result<InputRef, IngestError>> {
    let mut found = Vec::new();
    for path in paths {
        let path = path.as_ref();
        let before = found.len();
        if path == Path::new("-") {
            found.push(Ok(InputRef::stdin()));
            continue;
        }
        match fs::metadata(path) {
            Ok(data) if data.is_dir() => {
                folder(path, &mut found);
                if found.len() == before {
                    found.push(Err(IngestError::EmptyFolder { origin: path.to_string_lossy().into_owned() }));
                }
            }
            Ok(_) => found.push(Ok(InputRef::file(path))),
            Err(error) => found.push(Err(IngestError::io(&path.to_string_lossy(), error))),
        }
    }
    let mut seen = HashSet::new();
    found.retain(|input| input.as_ref().map_or(true, |input| seen.insert(input.origin.clone())));
    found
}

/// Lists a folder, without recursion on the stack: folders may be nested deeper than it reaches.
fn folder(root: &Path, found: &mut Vec<Result<InputRef, IngestError>>) {
    // Sorted entries wait in reverse, so that the next to look at is the last.
    let mut waiting = vec![(root.to_path_buf(), true)];
    while let Some((path, is_folder)) = waiting.pop() {
        if !is_folder {
            found.push(Ok(InputRef::file(path)));
            continue;
        }
        match entries(&path) {
            Ok(below) => waiting.extend(below.into_iter().rev()),
            Err(error) => found.push(Err(IngestError::io(&path.to_string_lossy(), error))),
        }
    }
}

/// Folders and text files directly in a folder, sorted by name; the flag says folder.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        let path = entry.path();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if kind.is_dir() {
            all.push((path, true));
        } else if (kind.is_file() || !path.is_dir()) && is_press_text(&path) {
            all.push((path, false));
        }
    }
    all.sort_unstable_by(|(a, _), (b, _)| a.file_name().cmp(&b.file_name()));
    Ok(all)
}

fn is_press_text(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let inner = inner_name(&name);
    let extension = extension(inner);
    EXTENSIONS.contains(&extension.as_str())
        || (matches!(extension.as_str(), "json" | "xml") && inner.len() == name.len() && is_ocr_result(&head(path)))
}

/// The first bytes of a file; none when it cannot be read, which is nobody's loss here.
fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = File::open(path) {
        let _ = file.take(HEAD).read_to_end(&mut head);
    }
    head
}

/// So many first bytes tell what a file is.
const HEAD: u64 = 4096;
