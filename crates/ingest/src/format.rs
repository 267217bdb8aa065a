//! What kind of file is this? By first bytes, then by name.
//!
//! A new reader is a new [`Format`] here and an arm in `read`.

use std::path::Path;

/// The readers that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Text with or without Markdown; the media type to report.
    Text(&'static str),
    /// Recognised, but not read; with article.
    Unsupported(&'static str),
}

/// First bytes of formats that are no text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or DOCX, XLSX, EPUB)"),
    (b"\x1F\x8B\x08", "gzip data"),
    (b"\x28\xB5\x2F\xFD", "Zstandard data"),
    (b"BZh91AY", "bzip2 data"),
    (b"\xFD7zXZ\x00", "xz data"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document (DOC, XLS)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"AT&TFORM", "a DjVu document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7FELF", "a program"),
];

/// Recognises a file by its first bytes and its name.
pub(crate) fn recognise(origin: &str, bytes: &[u8]) -> Format {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Format::Unsupported(name);
    }
    match extension(origin).as_str() {
        "md" | "markdown" => Format::Text("text/markdown"),
        _ => Format::Text("text/plain"),
    }
}

/// The extension in lower case; empty without one.
pub(crate) fn extension(origin: &str) -> String {
    Path::new(origin).extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase()
}

/// Whether the first bytes of a JSON or XML file look like the results of an OCR engine. A glance for listing folders;
/// the readers look again.
pub(crate) fn is_ocr_result(head: &[u8]) -> bool {
    MARKS.iter().any(|mark| memchr::memmem::find(head, mark.as_bytes()).is_some())
}

/// Elements and keys that only such files have.
const MARKS: &[&str] = &[
    "<alto",
    ":alto",
    "PcGts",
    "ocr_page",
    "ocr-system",
    "\"DoclingDocument\"",
    "\"page_idx\"",
    "\"rec_texts\"",
    "\"parsing_res_list\"",
    "\"pdf_info\"",
    "\"paragraph_content\"",
    "\"title_content\"",
    "\"txts\"",
    "\"transcription\"",
    "\"box\"",
    "\"bbox\"",
    "\"points\"",
    "\"text_region\"",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_count_more_than_names() {
        assert_eq!(recognise("a.txt", b"%PDF-1.7"), Format::Unsupported("a PDF file"));
        assert_eq!(recognise("a.MD", b"# x"), Format::Text("text/markdown"));
        assert_eq!(recognise("-", b""), Format::Text("text/plain"));
    }
}
