//! One line of a JSON Lines file as a document: a column is the text, others are metadata.

use std::ops::Range;
use std::sync::Arc;

use baokan_corpus_model::{Metadata, Part, Source, SourceRange};

use crate::IngestError;
use crate::extraction::{Extraction, Gap};
use crate::front_matter::Entry;
use crate::json::{self, Value, unescape};
use crate::json_lines::{Line, LineFile};
use crate::metadata::settle;
use crate::read::{self, Ingested, ReadOptions};
use crate::regions::regions;

/// Names of the column with the text, the surest first.
const TEXT: &[&str] = &[
    "text",
    "content",
    "body",
    "正文",
    "article",
    "full_text",
    "fulltext",
    "article_text",
    "main_text",
    "raw_text",
    "内容",
    "內容",
    "全文",
    "文章",
    "文本",
    "raw_content",
    "article_body",
    "articlebody",
    "maintext",
    "passage",
];

/// Names of columns with metadata, and the key that each fills.
const KEYS: &[(&str, &[&str])] = &[
    (
        "published",
        &[
            "published",
            "date",
            "publish_date",
            "pub_date",
            "pubdate",
            "publishdate",
            "published_at",
            "publish_time",
            "publishtime",
            "date_published",
            "datepublished",
            "datetime",
            "time",
            "日期",
            "时间",
            "時間",
            "发布日期",
            "發布日期",
            "发布时间",
            "發布時間",
            "出版日期",
        ],
    ),
    (
        "publication",
        &[
            "publication",
            "newspaper",
            "paper",
            "source",
            "media",
            "site",
            "site_name",
            "sitename",
            "publisher",
            "journal",
            "来源",
            "來源",
            "媒体",
            "媒體",
            "报纸",
            "報紙",
            "报纸名称",
            "刊名",
        ],
    ),
    ("title", &["title", "headline", "标题", "標題", "题名", "題名", "篇名"]),
    ("place", &["place", "location", "地点", "地點", "地区", "地區"]),
    ("url", &["url", "link", "href", "web_url", "source_url", "链接", "連結", "网址", "網址"]),
];

/// Reads the line at an index of the file.
pub(crate) fn read(file: &LineFile, index: usize, options: &ReadOptions) -> Result<Ingested, IngestError> {
    let bytes = file.read(index)?;
    let line = file.lines().get(index).copied().unwrap_or(Line { start: 0, len: 0, number: 0 });
    let origin = name(file.origin(), line.number);
    let failed = |why: String| IngestError::BadRecord { origin: origin.clone(), why };
    let media_type = read::full_type("application/jsonl", file.packing());
    let mut diagnostics = Vec::new();
    let (raw, detection) = read::open(bytes, &origin, &media_type, options, &mut diagnostics)?;
    let text = raw.decoded();
    let (value, fault, end) = json::parse(text);
    if let Some(fault) = fault {
        return Err(failed(format!("broken JSON at byte {} of the line: {}", fault.at, fault.why)));
    }
    let Some(Value::Object(fields)) = &value else { return Err(failed("no JSON object".to_owned())) };
    if text.get(end..).is_some_and(|rest| !rest.trim().is_empty()) {
        return Err(failed("something stands behind the JSON object".to_owned()));
    }
    let columns: Vec<(String, &Value, Range<usize>)> =
        fields.iter().map(|(key, value)| (string(text, key.clone()), value, key.clone())).collect();
    let wanted = options.text_column.as_deref();
    let mut extraction = Extraction::new(&raw);
    let Some(column) = text_column(&columns, wanted) else {
        let names: Vec<&str> = columns.iter().map(|(name, ..)| name.as_str()).take(20).collect();
        let missing =
            wanted.map_or_else(|| "no column with text".to_owned(), |name| format!("no text in column `{name}`"));
        return Err(failed(format!("{missing}; the option `text-column` names one of: {}", names.join(", "))));
    };
    for at in strings(columns.get(column).map(|(_, value, _)| *value)) {
        extraction.gap(Gap::Block);
        extraction.text(unescape(text, at, &mut |_| {}));
    }
    let (entries, extra) = metadata(&raw, &columns, column);
    let mut meta: Metadata = settle(&options.given, entries, &mut diagnostics);
    meta.extra.extend(extra);
    let extracted = extraction.finish();
    diagnostics.extend(extracted.diagnostics);
    let decoding = extracted.text.finish().ok_or_else(|| IngestError::TooLarge { origin: origin.clone() })?;
    let internal = |error: baokan_corpus_model::SourceError| IngestError::Internal {
        origin: origin.clone(),
        message: error.to_string(),
    };
    let part = Part {
        origin: file.origin().to_owned(),
        media_type: media_type.clone(),
        encoding: detection.encoding.label().to_owned(),
        line: Some(line.number),
        start: line.start,
        page: None,
        at: SourceRange::new(0, raw.bytes().len() as u32),
    };
    let source = Source::new(raw.bytes().to_vec(), &*origin, media_type, detection.encoding.label(), decoding)
        .and_then(|source| source.with_parts(vec![part]))
        .map_err(internal)?;
    read::report_empty(&source, &mut diagnostics);
    let regions = regions(&source);
    Ok(Ingested {
        source: Arc::new(source),
        meta,
        front_matter: None,
        regions,
        diagnostics,
        detection,
        orders: Vec::new(),
    })
}

/// What a line is called: `papers.jsonl:12`.
pub(crate) fn name(file: &str, line: u64) -> String {
    format!("{file}:{line}")
}

/// The column named, else the first of the names in use that holds words.
fn text_column(columns: &[(String, &Value, Range<usize>)], wanted: Option<&str>) -> Option<usize> {
    let holds_text = |value: &Value| !strings(Some(value)).is_empty();
    let find =
        |name: &str| columns.iter().position(|(key, value, _)| key.eq_ignore_ascii_case(name) && holds_text(value));
    match wanted {
        Some(name) => find(name),
        None => TEXT.iter().find_map(|name| find(name)),
    }
}

/// A string, or a list of strings: paragraphs.
fn strings(value: Option<&Value>) -> Vec<Range<usize>> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(Value::string).collect(),
        Some(value) => value.string().into_iter().collect(),
        None => Vec::new(),
    }
}

fn string(text: &str, at: Range<usize>) -> String {
    unescape(text, at, &mut |_| {}).into_iter().map(|(c, _)| c).collect()
}

type Extra = Vec<(String, String)>;

/// What the other columns say: of known names as front matter would, the rest as it stands.
fn metadata(
    raw: &Source,
    columns: &[(String, &Value, Range<usize>)],
    text_column: usize,
) -> (Vec<(SourceRange, Entry)>, Extra) {
    let text = raw.decoded();
    let (mut entries, mut extra) = (Vec::new(), Vec::new());
    let mut filled: Vec<&str> = Vec::new();
    // The order of the names decides between two columns for one key.
    let known = KEYS.iter().flat_map(|(key, names)| names.iter().map(move |name| (*key, *name)));
    let mut used = vec![false; columns.len()];
    for (key, name) in known {
        let found = columns.iter().enumerate().find(|(i, (column, value, _))| {
            *i != text_column && column.eq_ignore_ascii_case(name) && value.string().is_some_and(|at| !at.is_empty())
        });
        let Some((i, (_, value, _))) = found else { continue };
        if filled.contains(&key) {
            continue;
        }
        if let (Some(at), Some(used)) = (value.string(), used.get_mut(i)) {
            *used = true;
            filled.push(key);
            let place = raw.locate(at.start as u32, at.end as u32);
            entries.push((place, Entry { key: key.to_owned(), value: string(text, at.clone()), nested: false, at }));
        }
    }
    for (i, (name, value, _)) in columns.iter().enumerate() {
        if i == text_column || used.get(i) == Some(&true) {
            continue;
        }
        let shown = match value {
            Value::Number(n, _) => Some(n.to_string()),
            value => {
                let all: Vec<String> = strings(Some(value)).into_iter().map(|at| string(text, at)).collect();
                (!all.is_empty()).then(|| all.join("；"))
            }
        };
        extra.extend(shown.filter(|s| !s.is_empty()).map(|shown| (name.clone(), shown)));
    }
    (entries, extra)
}
