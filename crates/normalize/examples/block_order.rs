//! Damages the order of blocks as layouts do, repairs it, and counts.
//!
//! `cargo run --release -p baokan-normalize --example block_order -- [--show KIND] [--every N] FILES…` takes the articles
//! of the texts (a title and at least four paragraphs; of gold files the blocks of each article), puts a page of two to four
//! of them together, cuts them in mid-sentence and moves the parts. Prints for each kind of damage: pages, pages mended exactly
//! (each article whole again), pages with a move that left an article broken ("wrong"), pages reported but not moved.
#![allow(clippy::print_stdout)]

use std::sync::Arc;

use baokan_corpus_model::{BlockKind, Document, Source};
use baokan_normalize::{Options, Registry, layout};

/// Kinds of damage.
const KINDS: [&str; 14] = [
    "clean",
    "tail before byline",
    "tail before dateline",
    "tail before head",
    "columns of two articles",
    "three columns of two articles",
    "article between halves",
    "paragraphs between halves",
    "second column first",
    "(signed below, next cut off)",
    "(first cut off)",
    "(tail of another)",
    "(both cut off)",
    "(dateline below, cut off)",
];

struct Article {
    title: Vec<String>,
    body: Vec<String>,
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut show, mut every, mut all) = (None, 1, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--show" => show = args.next(),
            "--every" => every = args.next().unwrap_or_default().parse()?,
            file => {
                let text = String::from_utf8_lossy(&std::fs::read(file)?).into_owned();
                if file.ends_with(".json") {
                    all.extend(gold_articles(&text));
                } else {
                    all.extend(articles(&text));
                }
            }
        }
    }
    println!("{} articles", all.len());
    let registry = Registry::builtin();
    let repaired = |text: &str, options: &Options| -> Document {
        let mut doc = Document::new(Arc::new(Source::from_text(text, "page").unwrap_or_else(|_| unreachable!())));
        registry.repair(&mut doc, options);
        doc
    };
    let without = Options { disabled: vec!["wrong-block-order".into()], ..Options::default() };
    for kind in KINDS {
        let mut dice = Dice(7);
        let (mut pages, mut exact, mut wrong, mut said, mut asked, mut part) = (0, 0, 0, 0, 0, 0);
        for (i, pair) in all.chunks(2).enumerate().filter(|(i, _)| i % every == 0) {
            let [a, b] = pair else { continue };
            let Some(page) = damage(kind, a, b, &mut dice) else { continue };
            pages += 1;
            let doc = repaired(&page, &Options::default());
            let moved = doc.text.edits_by("wrong-block-order") > 0;
            let doubt = doc.diagnostics.iter().any(|d| d.code == "doubtful-block-order");
            let got = letters(doc.text.as_str());
            let whole = |article: &Article| got.contains(&letters(&article.body.join("")));
            let right = whole(a) && whole(b);
            exact += usize::from(right && (moved || kind == "clean"));
            part += usize::from(moved && !right);
            let stays = kind == "clean" || kind.starts_with('(');
            let worse = moved && (stays || !right && is_worse(&page, &got, &doc, &repaired(&page, &without), [a, b]));
            wrong += usize::from(worse);
            said += usize::from(doubt && !moved);
            asked += usize::from(moved);
            let tell = show.as_deref().is_some_and(|s| s == kind);
            if (tell || moved) && !right {
                println!("--- {kind} {i}: moved {moved}, doubt {doubt}, worse {worse}");
                for d in &doc.diagnostics {
                    println!("    {} {}", d.code, d.message);
                }
                for line in doc.text.as_str().lines().filter(|l| !l.is_empty()) {
                    println!("      > {}", ends(line));
                }
                if tell || moved {
                    for line in page.lines().filter(|l| !l.is_empty()) {
                        println!("      {}", ends(line));
                    }
                    for site in doc.text.sites() {
                        if let Some(e) = doc.text.edit(site.edit).filter(|e| e.rule == "wrong-block-order") {
                            println!("    {}", e.evidence);
                        }
                    }
                }
            }
        }
        println!(
            "{kind:32} pages {pages:5} moved {asked:5} exact {exact:5} not whole {part:4} wrong {wrong:4} reported {said:5}"
        );
    }
    Ok(())
}

/// Whether paragraphs that stood together were torn apart, or more strangers are joined in one line than without the rule.
fn is_worse(page: &str, got: &str, doc: &Document, without: &Document, articles: [&Article; 2]) -> bool {
    let page = letters(page);
    let pairs = articles.iter().flat_map(|a| a.body.windows(2)).map(|w| {
        let (a, b) = (letters(&w[0]), letters(&w[1]));
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        a.iter().skip(a.len().saturating_sub(8)).chain(b.iter().take(8)).collect::<String>()
    });
    let torn = pairs.filter(|seam| page.contains(seam) && !got.contains(seam)).count();
    let truth: Vec<String> = articles.iter().map(|a| letters(&a.body.join(""))).collect();
    let strange = |doc: &Document| {
        let lines = doc.text.as_str().lines().map(letters);
        lines.filter(|l| l.chars().count() > 40 && !truth.iter().any(|t| t.contains(l))).count()
    };
    torn > 0 || strange(doc) > strange(without)
}

fn ends(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let head: String = chars.iter().take(14).collect();
    let tail: String = chars.iter().skip(chars.len().saturating_sub(14).max(14)).collect();
    format!("{head} … {tail}")
}

fn letters(text: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(half).filter(|c| c.is_alphanumeric()).collect()
}

/// The articles of a text: a title and the paragraphs below it.
fn articles(text: &str) -> Vec<Article> {
    let mut doc = match Source::from_text(text, "articles") {
        Ok(source) => Document::new(Arc::new(source)),
        Err(_) => return Vec::new(),
    };
    Registry::builtin().repair(&mut doc, &Options::default());
    let mut found: Vec<Article> = Vec::new();
    let mut in_title = false;
    for line in layout::lines(&doc) {
        let words = doc.text.slice(line.range).to_owned();
        match line.kind {
            BlockKind::Heading => {
                if !in_title {
                    found.push(Article { title: Vec::new(), body: Vec::new() });
                }
                in_title = true;
                if let Some(last) = found.last_mut() {
                    last.title.push(words);
                }
            }
            BlockKind::Paragraph | BlockKind::ListItem => {
                in_title = false;
                if let Some(last) = found.last_mut() {
                    last.body.push(words);
                }
            }
            _ => in_title = false,
        }
    }
    found.retain(is_press);
    found
}

/// The articles of a gold file, without a JSON parser: `"headline"` and the `"text"` fields behind it.
fn gold_articles(json: &str) -> Vec<Article> {
    let mut found = Vec::new();
    for part in json.split("\"headline\": \"").skip(1) {
        let title = part.split('"').next().unwrap_or("").to_owned();
        let blocks = part.split("\"text\": \"").skip(1).filter_map(|t| t.split("\"").next());
        let body: Vec<String> = blocks.filter(|t| t.chars().count() > 30).map(str::to_owned).collect();
        found.push(Article { title: vec![title], body });
    }
    found.retain(is_press);
    found
}

fn is_press(article: &Article) -> bool {
    let long = article.body.iter().filter(|p| p.chars().count() > 40).count();
    let whole = article.body.iter().all(|p| p.ends_with(['。', '！', '？', '”', '…', '：', '；']));
    long >= 3 && article.body.len() >= 4 && article.body.len() <= 60 && whole
}

/// Cuts an article in mid-sentence: the blocks before the cut and those behind it.
fn cut(article: &Article, dice: &mut Dice) -> Option<(Vec<String>, Vec<String>)> {
    let n = article.body.len();
    for _ in 0..20 {
        let k = 1 + dice.below(n - 1);
        let chars: Vec<char> = article.body.get(k)?.chars().collect();
        if chars.len() < 30 {
            continue;
        }
        let at = 6 + dice.below(chars.len() - 12);
        let (a, b) = chars.split_at(at);
        if a.last().is_some_and(|c| "。！？；：”…".contains(*c)) || b.first().is_some_and(|c| c.is_whitespace())
        {
            continue;
        }
        let mut head = article.body.get(..k)?.to_vec();
        head.push(a.iter().collect());
        let mut tail = vec![b.iter().collect::<String>()];
        tail.extend_from_slice(article.body.get(k + 1..)?);
        return Some((head, tail));
    }
    None
}

fn damage(kind: &str, a: &Article, b: &Article, dice: &mut Dice) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    let byline = ["本报记者 李某某", "□ 何大川", "本报记者 何大川 通讯员 李某某"][dice.below(3)].to_owned();
    match kind {
        "clean" => {
            out.extend_from_slice(&a.title);
            out.push(byline);
            out.extend_from_slice(&a.body);
        }
        "tail before byline" => {
            let (head, tail) = cut(a, dice)?;
            out.extend_from_slice(&a.title);
            out.extend(tail);
            out.push(byline);
            out.extend(head);
        }
        "tail before dateline" => {
            let (mut head, tail) = cut(a, dice)?;
            let dateline =
                ["本报讯（记者何大川）", "新华社某市1月5日电（记者何大川）", "本报某市3月12日电　记者何大川报道："]
                    [dice.below(3)];
            if let Some(first) = head.first_mut() {
                first.insert_str(0, dateline);
            }
            out.extend_from_slice(&a.title);
            out.extend(tail);
            out.extend(head);
        }
        "tail before head" => {
            let (head, tail) = cut(a, dice)?;
            out.extend_from_slice(&a.title);
            out.extend(tail);
            out.extend(head);
        }
        "columns of two articles" => {
            let ((a1, a2), (b1, b2)) = (cut(a, dice)?, cut(b, dice)?);
            out.extend_from_slice(&a.title);
            out.extend(a1);
            out.extend_from_slice(&b.title);
            out.extend(b1);
            out.extend(a2);
            out.extend(b2);
            return Some(out.join("\n\n"));
        }
        "three columns of two articles" => {
            let ((a1, a2), (b1, b2)) = (cut(a, dice)?, cut(b, dice)?);
            let second = |rest: Vec<String>, dice: &mut Dice| {
                let rest = Article { title: Vec::new(), body: rest };
                if rest.body.len() < 3 { None } else { cut(&rest, dice) }
            };
            let ((a2, a3), (b2, b3)) = (second(a2, dice)?, second(b2, dice)?);
            out.extend_from_slice(&a.title);
            out.extend(a1);
            out.extend_from_slice(&b.title);
            out.extend(b1);
            for part in [a2, b2, a3, b3] {
                out.extend(part);
            }
            return Some(out.join("\n\n"));
        }
        "article between halves" => {
            let (a1, a2) = cut(a, dice)?;
            out.extend_from_slice(&a.title);
            out.extend(a1);
            out.extend_from_slice(&b.title);
            out.extend_from_slice(&b.body);
            out.extend(a2);
            return Some(out.join("\n\n"));
        }
        // The second column stands above the title, below another article.
        "second column first" => {
            let (head, tail) = cut(a, dice)?;
            out.extend_from_slice(&b.title);
            out.extend_from_slice(&b.body);
            out.extend(tail);
            out.extend_from_slice(&a.title);
            out.extend(head);
            return Some(out.join("\n\n"));
        }
        "(signed below, next cut off)" => {
            let (head, _) = cut(b, dice)?;
            out.extend_from_slice(&a.title);
            out.extend_from_slice(&a.body);
            out.push(byline);
            out.extend(head);
            return Some(out.join("\n\n"));
        }
        "(dateline below, cut off)" => {
            let (mut head, _) = cut(b, dice)?;
            if let Some(first) = head.first_mut() {
                first.insert_str(0, "新华社某市1月5日电（记者何大川）");
            }
            out.extend_from_slice(&a.title);
            out.extend_from_slice(&a.body);
            out.extend(head);
            return Some(out.join("\n\n"));
        }
        "(first cut off)" => {
            let (head, _) = cut(a, dice)?;
            out.extend_from_slice(&a.title);
            out.push(byline);
            out.extend(head);
        }
        "(both cut off)" => {
            let ((head, _), (second, _)) = (cut(a, dice)?, cut(b, dice)?);
            out.extend_from_slice(&a.title);
            out.push(byline);
            out.extend(head);
            out.extend_from_slice(&b.title);
            out.extend(second);
            return Some(out.join("\n\n"));
        }
        // The head of one lost its tail, the tail of another its head.
        "(tail of another)" => {
            let ((head, _), (_, tail)) = (cut(a, dice)?, cut(b, dice)?);
            out.extend_from_slice(&b.title);
            out.extend(tail);
            out.push(byline);
            out.extend(head);
            return Some(out.join("\n\n"));
        }
        _ => {
            let (a1, mut a2) = cut(a, dice)?;
            let half = a2.remove(0);
            let far = dice.below(a2.len() + 1).max(1).min(a2.len());
            out.extend_from_slice(&a.title);
            out.extend(a1);
            out.extend_from_slice(a2.get(..far)?);
            out.push(half);
            out.extend_from_slice(a2.get(far..)?);
        }
    }
    out.extend_from_slice(&b.title);
    out.extend_from_slice(&b.body);
    Some(out.join("\n\n"))
}
