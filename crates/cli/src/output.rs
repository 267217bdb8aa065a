//! Where results go: one stream, or one file a document.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use crate::error::CliError;

/// How the results of several documents stand in one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// One after the other.
    Plain,
    /// One JSON value; with several inputs an array of them.
    JsonArray,
}

/// Takes results in order.
pub(crate) enum Sink<'a> {
    Stream { out: Box<dyn Write + 'a>, name: String, array: bool, written: usize },
    Folder { files: Vec<PathBuf> },
}

impl<'a> Sink<'a> {
    /// Opens the output that the user asked for; `stdout` when there is no path.
    ///
    /// # Errors
    /// When it cannot be opened, or would overwrite an input.
    pub(crate) fn open(
        stdout: &'a mut dyn Write,
        path: Option<&Path>,
        inputs: &[&str],
        framing: Framing,
        extension: &str,
    ) -> Result<Self, CliError> {
        let array = framing == Framing::JsonArray && inputs.len() != 1;
        let Some(path) = path else {
            let out = Box::new(BufWriter::with_capacity(1 << 16, stdout));
            return Ok(Self::Stream { out, name: "standard output".to_owned(), array, written: 0 });
        };
        if is_folder(path) {
            let files: Vec<PathBuf> = names(inputs, extension).into_iter().map(|n| path.join(n)).collect();
            refuse_inputs(&files, inputs)?;
            fs::create_dir_all(path).map_err(|e| CliError::write(path.to_string_lossy(), e))?;
            return Ok(Self::Folder { files });
        }
        refuse_inputs(&[path.to_owned()], inputs)?;
        let name = path.to_string_lossy().into_owned();
        let file = File::create(path).map_err(|e| CliError::write(&name, e))?;
        Ok(Self::Stream { out: Box::new(BufWriter::new(file)), name, array, written: 0 })
    }

    /// Takes the result of the document at this position.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn take(&mut self, position: usize, result: &[u8]) -> Result<(), CliError> {
        match self {
            Self::Stream { out, name, array, written } => {
                let opening: &[u8] = match (*array, *written) {
                    (false, _) => b"",
                    (true, 0) => b"[\n",
                    (true, _) => b",\n",
                };
                let result = if *array { result.trim_ascii_end() } else { result };
                *written += 1;
                let write = out.write_all(opening).and_then(|()| out.write_all(result));
                write.map_err(|e| CliError::write(name.as_str(), e))
            }
            Self::Folder { files } => {
                let Some(path) = files.get(position) else { return Ok(()) };
                let write = || -> io::Result<()> {
                    path.parent().map_or(Ok(()), fs::create_dir_all)?;
                    fs::write(path, result)
                };
                write().map_err(|e| CliError::write(path.to_string_lossy(), e))
            }
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn close(self) -> Result<(), CliError> {
        let Self::Stream { mut out, name, array, written } = self else { return Ok(()) };
        let closing: &[u8] = match (array, written) {
            (false, _) => b"",
            (true, 0) => b"[]\n",
            (true, _) => b"\n]\n",
        };
        out.write_all(closing).and_then(|()| out.flush()).map_err(|e| CliError::write(name, e))
    }
}

/// Writes one result of a whole collection to a file, or to `stdout` when there is no path.
///
/// # Errors
/// When it cannot be written, would overwrite an input, or the path is a folder.
pub(crate) fn write_whole(
    stdout: &mut dyn Write,
    path: Option<&Path>,
    inputs: &[&str],
    result: &[u8],
) -> Result<(), CliError> {
    let Some(path) = path else {
        return stdout.write_all(result).map_err(|e| CliError::write("standard output", e));
    };
    if is_folder(path) {
        let message = format!("{} is a folder; this command writes one table: name a file", path.display());
        return Err(CliError::Usage(message));
    }
    refuse_inputs(&[path.to_owned()], inputs)?;
    fs::write(path, result).map_err(|e| CliError::write(path.to_string_lossy(), e))
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator)
}

/// A result must never overwrite the file that it was made from.
fn refuse_inputs(outputs: &[PathBuf], inputs: &[&str]) -> Result<(), CliError> {
    let existing: HashSet<PathBuf> = outputs.iter().filter_map(|p| fs::canonicalize(p).ok()).collect();
    if existing.is_empty() {
        return Ok(());
    }
    // An input may be a line of a file.
    let file =
        |input: &str| fs::canonicalize(input).or_else(|_| fs::canonicalize(line_of(input).map_or(input, |(f, _)| f)));
    let hit = inputs.iter().find(|i| file(i).is_ok_and(|p| existing.contains(&p)));
    hit.map_or(Ok(()), |input| Err(CliError::Usage(format!("the output would overwrite the input {input}"))))
}

/// The file and the number behind it, of an input that is one line: `papers.jsonl:12`.
fn line_of(input: &str) -> Option<(&str, &str)> {
    input.rsplit_once(':').filter(|(_, line)| !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()))
}

/// A file name for each input: its path below the folder that all share, with another extension. Where two would get
/// the same, both keep their own extension too.
fn names(inputs: &[&str], extension: &str) -> Vec<PathBuf> {
    let path = |input: &str| match line_of(input) {
        Some((file, line)) => PathBuf::from(format!("{}.{line}", if file == "-" { "stdin" } else { file })),
        None => PathBuf::from(if input == "-" { "stdin" } else { input }),
    };
    let paths: Vec<PathBuf> = inputs.iter().map(|i| path(i)).collect();
    let mut shared: Option<Vec<Component<'_>>> = None;
    for path in &paths {
        let folder: Vec<_> = path.parent().map_or_else(Vec::new, |p| p.components().collect());
        shared = Some(match shared {
            None => folder,
            Some(before) => before.into_iter().zip(folder).take_while(|(a, b)| a == b).map(|(a, _)| a).collect(),
        });
    }
    let skip = shared.map_or(0, |s| s.len());
    let below: Vec<PathBuf> = paths
        .iter()
        // `..` below the shared folder would lead out of the output folder.
        .map(|p| p.components().skip(skip).filter(|c| matches!(c, Component::Normal(_))).collect())
        .collect();
    let plain: Vec<PathBuf> = below.iter().map(|p| p.with_extension(extension)).collect();
    let mut count: HashMap<&Path, usize> = HashMap::new();
    for p in &plain {
        *count.entry(p).or_default() += 1;
    }
    let full = |p: &PathBuf| {
        let mut name = p.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        PathBuf::from(name)
    };
    plain
        .iter()
        .zip(&below)
        .map(|(plain, b)| if count[plain.as_path()] > 1 { full(b) } else { plain.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(framing: Framing, inputs: &[&str], results: &[&str]) -> String {
        let mut out = Vec::new();
        let mut sink = Sink::open(&mut out, None, inputs, framing, "json").unwrap();
        for (i, r) in results.iter().enumerate() {
            sink.take(i, r.as_bytes()).unwrap();
        }
        sink.close().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_document_is_an_object_several_are_an_array() {
        assert_eq!(stream(Framing::JsonArray, &["a"], &["{}\n"]), "{}\n");
        assert_eq!(stream(Framing::JsonArray, &["a", "b"], &["{}\n", "{}\n"]), "[\n{},\n{}\n]\n");
        assert_eq!(stream(Framing::JsonArray, &["a", "b"], &[]), "[]\n");
        assert_eq!(stream(Framing::Plain, &["a", "b"], &["{}\n", "{}\n"]), "{}\n{}\n");
    }

    #[test]
    fn names_keep_the_tree_and_never_meet() {
        let paths = |inputs: &[&str]| {
            names(inputs, "json").iter().map(|p| p.to_string_lossy().replace('\\', "/")).collect::<Vec<_>>()
        };
        assert_eq!(paths(&["in/a.txt"]), ["a.json"]);
        assert_eq!(paths(&["in/2023/a.txt", "in/2024/a.txt", "in/b.md"]), ["2023/a.json", "2024/a.json", "b.json"]);
        assert_eq!(paths(&["in/a.txt", "in/a.md", "-"]), ["in/a.txt.json", "in/a.md.json", "stdin.json"]);
        assert_eq!(paths(&["../x/a.txt", "b.txt"]), ["x/a.json", "b.json"]);
        assert_eq!(paths(&["in/a.jsonl:1", "in/a.jsonl:12"]), ["a.jsonl.1.json", "a.jsonl.12.json"]);
    }

    #[test]
    fn an_input_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "x").unwrap();
        let inputs = [file.to_str().unwrap()];
        let open = |path: &Path, extension: &str| {
            Sink::open(&mut Vec::new(), Some(path), &inputs, Framing::Plain, extension).map(|_| ())
        };
        assert!(matches!(open(&file, "txt"), Err(CliError::Usage(_))));
        assert!(matches!(open(folder.path(), "txt"), Err(CliError::Usage(_))));
        assert!(open(folder.path(), "json").is_ok());
        assert_eq!(fs::read(&file).unwrap(), b"x");
    }
}
