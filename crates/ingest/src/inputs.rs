//! From paths to a list of inputs: files, folders, standard input. Listing reads no content, but for the first bytes of
//! `.json` and `.xml` files in folders: such files may be anything.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::compressed::inner_name;
use crate::format::{extension, is_ocr_result};
use crate::json_lines::{self, Content, LineFile, is_json_lines};
use crate::read::{Ingested, ReadOptions, read_bytes};
use crate::{IngestError, MAX_BYTES, issue, record};

/// Extensions that count as press text inside a folder, in lower case; with `.gz` or `.zst` behind them too. Of `.json`
/// and `.xml` files those count that begin like OCR results. A file that is named outright may have any.
pub const EXTENSIONS: &[&str] = &["txt", "text", "md", "markdown", "hocr", "html", "htm", "jsonl", "ndjson"];

/// One input, not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRef {
    origin: String,
    place: Place,
}

/// A file of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageFile {
    pub(crate) path: PathBuf,
    /// Whether it may hold text: a file that only has the name of a page is listed to be reported.
    pub(crate) holds_text: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Stdin,
    File(PathBuf),
    /// A line of a JSON Lines file.
    Line(Arc<LineFile>, usize),
    /// Page files of one issue, in order.
    Pages(PathBuf, Vec<PageFile>),
    /// What standard input held.
    Memory(Arc<[u8]>),
}

impl InputRef {
    /// A file, whatever its extension.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self { origin: path.to_string_lossy().into_owned(), place: Place::File(path) }
    }

    /// A line of a file.
    fn line(file: &Arc<LineFile>, index: usize) -> Self {
        let number = file.lines().get(index).map_or(0, |line| line.number);
        Self { origin: record::name(file.origin(), number), place: Place::Line(Arc::clone(file), index) }
    }

    /// Page files, in order, that are one document, named after their folder.
    #[must_use]
    pub fn pages(folder: impl Into<PathBuf>, files: Vec<PathBuf>) -> Self {
        Self::page_files(folder.into(), files.into_iter().map(|path| PageFile { path, holds_text: true }).collect())
    }

    fn page_files(folder: PathBuf, files: Vec<PageFile>) -> Self {
        Self { origin: folder.to_string_lossy().into_owned(), place: Place::Pages(folder, files) }
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
            Place::Stdin | Place::Memory(_) => None,
            Place::File(path) | Place::Pages(path, _) => Some(path),
            Place::Line(file, _) => file.path(),
        }
    }

    /// Reads and decodes this input.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or is no text; other inputs are not concerned.
    pub fn read(&self, options: &ReadOptions) -> Result<Ingested, IngestError> {
        if let Place::Line(file, index) = &self.place {
            return record::read(file, *index, options);
        }
        if let Place::Pages(_, files) = &self.place {
            return issue::read(files, &self.origin, options);
        }
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
            Place::Line(file, index) => return file.read(*index),
            Place::Memory(content) => return Ok(content.to_vec()),
            Place::Stdin => {
                io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
            }
            Place::File(path) | Place::Pages(path, _) => {
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
///
/// A file of JSON Lines gives one input a line, named `FILE:LINE`; such a name is understood too. It is looked through for
/// its lines here; other files are not read, but for their first bytes. Standard input is read here.
pub fn plan<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Vec<Result<InputRef, IngestError>> {
    let mut found = Vec::new();
    for path in paths {
        let path = path.as_ref();
        let before = found.len();
        if path == Path::new("-") {
            standard_input(&mut found);
            continue;
        }
        match fs::metadata(path) {
            Ok(data) if data.is_dir() => {
                folder(path, &mut found);
                if found.len() == before {
                    found.push(Err(IngestError::EmptyFolder { origin: path.to_string_lossy().into_owned() }));
                }
            }
            Ok(_) => file(path, &mut found),
            Err(error) => match one_line(path) {
                Some(line) => found.push(line),
                None => found.push(Err(IngestError::io(&path.to_string_lossy(), error))),
            },
        }
    }
    let mut seen = HashSet::new();
    found.retain(|input| input.as_ref().map_or(true, |input| seen.insert(input.origin.clone())));
    found
}

/// As [`plan`], but the page files directly in one folder are one document, and so are all files that are named one by
/// one. Files are put in the order of the numbers in their names; of several forms of a page (`p1.hocr`, `p1.txt`) the one
/// that tells most is read.
pub fn plan_issues<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Vec<Result<InputRef, IngestError>> {
    let mut out = Vec::new();
    // Folders in the order of their first file; files that were named stand for themselves.
    let mut folders: Vec<(PathBuf, Vec<PageFile>)> = Vec::new();
    let mut known: HashMap<PathBuf, usize> = HashMap::new();
    for path in paths {
        let path = path.as_ref();
        for input in plan([path]) {
            let file = match &input {
                Ok(InputRef { place: Place::File(file), .. }) => file.clone(),
                _ => {
                    out.push(input);
                    continue;
                }
            };
            let parent = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = if path.is_dir() { parent.to_path_buf() } else { PathBuf::new() };
            let at = *known.entry(folder).or_insert_with(|| {
                folders.push((parent.to_path_buf(), Vec::new()));
                folders.len() - 1
            });
            if let Some((_, files)) = folders.get_mut(at) {
                files.push(PageFile { path: file, holds_text: true });
            }
        }
    }
    for (key, at) in known {
        // Files that were named have no folder of their own.
        if let Some((folder, files)) = folders.get_mut(at).filter(|_| !key.as_os_str().is_empty()) {
            let broken = issue::like_pages(files, left_out(folder));
            files.extend(broken.into_iter().map(|path| PageFile { path, holds_text: false }));
        }
    }
    for (folder, mut files) in folders {
        issue::in_order(&mut files);
        out.push(Ok(match files.as_slice() {
            [file] => InputRef::file(&file.path),
            _ => InputRef::page_files(folder, files),
        }));
    }
    out
}

/// JSON and XML files in the folders of `paths` that [`plan`] passes over, since their first bytes show no format that is
/// read here: broken pages, or something else. In the order of names; empty for paths that are files.
pub fn passed_over<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        let mut waiting: Vec<PathBuf> = Some(path.as_ref().to_path_buf()).filter(|p| p.is_dir()).into_iter().collect();
        while let Some(folder) = waiting.pop() {
            let mut found = left_out(&folder);
            found.sort_unstable();
            out.extend(found);
            let below = entries(&folder).unwrap_or_default();
            waiting.extend(below.into_iter().rev().filter_map(|(path, is_folder)| is_folder.then_some(path)));
        }
    }
    out
}

/// A file, or the lines of one.
fn file(path: &Path, found: &mut Vec<Result<InputRef, IngestError>>) {
    let content = Content::Disk(path.to_path_buf());
    if json_lines::holds_lines(&path.to_string_lossy(), &content) {
        lines(content, &path.to_string_lossy(), found);
    } else {
        found.push(Ok(InputRef::file(path)));
    }
}

/// The lines of a file.
fn lines(content: Content, origin: &str, found: &mut Vec<Result<InputRef, IngestError>>) {
    match LineFile::scan(content, origin) {
        Ok((file, fault)) => {
            let file = Arc::new(file);
            found.extend((0..file.lines().len()).map(|i| Ok(InputRef::line(&file, i))));
            found.extend(fault.map(Err));
        }
        Err(error) => found.push(Err(error)),
    }
}

/// `FILE:LINE`, when there is such a file of JSON Lines.
fn one_line(path: &Path) -> Option<Result<InputRef, IngestError>> {
    let name = path.to_str()?;
    let (file, number) = name.rsplit_once(':')?;
    let number: u64 = number.parse().ok()?;
    let content = Content::Disk(PathBuf::from(file));
    if !Path::new(file).is_file() || !json_lines::holds_lines(file, &content) {
        return None;
    }
    Some(LineFile::scan(content, file).and_then(|(lines, _)| {
        let lines = Arc::new(lines);
        let index = lines.lines().binary_search_by_key(&number, |line| line.number);
        let missing = |_| IngestError::BadRecord {
            origin: name.to_owned(),
            why: "there is no such line, or it is blank".to_owned(),
        };
        index.map(|i| InputRef::line(&lines, i)).map_err(missing)
    }))
}

fn standard_input(found: &mut Vec<Result<InputRef, IngestError>>) {
    let mut bytes = Vec::new();
    match io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Err(error) => found.push(Err(IngestError::io("-", error))),
        Ok(_) => {
            let content: Arc<[u8]> = bytes.into();
            let memory = Content::Memory(Arc::clone(&content));
            if json_lines::holds_lines("-", &memory) {
                lines(memory, "-", found);
            } else {
                found.push(Ok(InputRef { origin: "-".to_owned(), place: Place::Memory(content) }));
            }
        }
    }
}

/// Lists a folder, without recursion on the stack: folders may be nested deeper than it reaches.
fn folder(root: &Path, found: &mut Vec<Result<InputRef, IngestError>>) {
    // Sorted entries wait in reverse, so that the next to look at is the last.
    let mut waiting = vec![(root.to_path_buf(), true)];
    while let Some((path, is_folder)) = waiting.pop() {
        if !is_folder {
            file(&path, found);
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

/// JSON and XML directly in a folder that do not look like press text: broken pages, or something else.
fn left_out(folder: &Path) -> Vec<PathBuf> {
    let Ok(all) = fs::read_dir(folder) else { return Vec::new() };
    let paths = all.filter_map(|entry| Some(entry.ok()?.path()));
    let may_be_page = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with('.')
            && matches!(extension(inner_name(&name)).as_str(), "json" | "xml")
            && path.is_file()
            && !is_press_text(path)
    };
    paths.filter(may_be_page).collect()
}

fn is_press_text(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let inner = inner_name(&name);
    let extension = extension(inner);
    EXTENSIONS.contains(&extension.as_str())
        || (matches!(extension.as_str(), "json" | "xml")
            && inner.len() == name.len()
            && is_readable(&name, &head(path)))
}

/// JSON and XML may be anything: results of OCR engines count, and documents line by line.
fn is_readable(name: &str, head: &[u8]) -> bool {
    is_ocr_result(head) || is_json_lines(name, head)
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
