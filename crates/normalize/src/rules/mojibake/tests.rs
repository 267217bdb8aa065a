use std::sync::Arc;

use baokan_corpus_model::{Document, Source};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, WINDOWS_1252};

use super::Mojibake;
use crate::rules::testing::{diagnostics, same, turns};
use crate::script::{Config, Converter};
use crate::{Options, Registry};

#[test]
fn single_marks_in_right_text() {
    turns("It鈥檚 a plan, they鈥檙e told.", "It’s a plan, they’re told.");
    turns("会议指出锛氭姄濂借惤瀹烇紝各地要抓好落实。", "会议指出：抓好落实，各地要抓好落实。");
    turns("â€œGreenâ€ growth", "“Green” growth");
    turns("价格为Â¥30，气温30Â°C", "价格为¥30，气温30°C");
}

#[test]
fn what_is_lost_stays_and_is_reported() {
    for lost in ["他说鈥?今年收成好。", "春耕锛?秋收", "收成好銆?"] {
        same(lost);
        assert_eq!(diagnostics(lost), ["mojibake-bytes-lost"], "{lost}");
    }
    // The byte 8F of 小 has no character in Windows-1252 and was dropped.
    assert_eq!(only("å…¨å¸‚å°éº¦"), "全市å°麦");
    assert_eq!(diagnostics("å…¨å¸‚å°éº¦"), ["mojibake-bytes-lost"]);
    for empty in ["第一章锟斤拷锟斤拷", "烫烫烫烫", "屯屯屯", "甲\u{FFFD}\u{FFFD}乙"] {
        assert_eq!(only(empty), empty);
        assert_eq!(diagnostics(empty), ["mojibake-remains"], "{empty}");
    }
}

#[test]
fn rare_characters_stay() {
    for right in [
        "涓涓细流汇成湄潭县的婀娜风光，鐢字少见。",
        "驻村干部喆玥、翀昊、垚鑫、甯骉、婳祎、韡晔、赟铖一行走访",
        "蒹葭苍苍，白露为霜。所谓伊人，在水一方。溯洄从之，道阻且跻。",
        "匪兕匪虎，率彼旷野。哀我征夫，朝夕不暇。有芃者狐，率彼幽草。",
        "亳州、濮阳、婺源、鄄城、郯城、盱眙、睢宁、邛崃、岢岚、繁峙、猗氏、蠡县、鄠邑、盩厔、鄜县、郿坞",
        "甲烷、乙烯、丙炔、苯酚、吡啶、嘧啶、噻吩、呋喃、哌嗪、镧铈镨钕钷钐铕钆铽镝钬铒铥镱镥锕钍镤铀镎钚镅锔锫锎锿镄钔锘铹",
        "鹡鸰、鹪鹩、鸊鷉、鳜鱼、鲢鳙、鲟鳇、鳊鲂、鮟鱇、鲎与蚶",
        "彼は東京へ行きました。込み合う電車で働く人々。ウィキペディア",
        "대한민국 정부는 오늘 發表하였다",
        "Россия и Китай Ελλάδα и Québec, façade, Größe, São Tomé, naïve, Ångström, Dvořák",
        "臺灣體育運動總會與香港特別行政區籲請釐清，裊裊炊煙，鬱鬱蔥蔥，龜裂的鹽鹼地",
        "瞼瞤瞫瞬瞭瞮，觀其瀏覽鍏字而已",
        "①②③ㄅㄆㄇ═║╔℃№§",
        "屯兵屯田，水很烫",
        "冥凌浃行",
        "乙醯胺酚",
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ àáâãäåæçèéêëìíîï",
        "价格30€，涨10€",
    ] {
        assert_eq!(only(right), right);
        assert!(!diagnostics(right).iter().any(|d| d.starts_with("mojibake")), "{right}");
    }
    same("涓涓细流");
    assert_eq!(diagnostics("?笆濉逼陂g"), ["mojibake-unsure"]);
}

/// The text after this rule alone.
fn only(text: &str) -> String {
    let mut doc = Document::new(Arc::new(Source::from_text(text, "test").unwrap()));
    Registry::default().with(&Mojibake).repair(&mut doc, &Options::default());
    doc.text.as_str().to_owned()
}

/// Sentences to break: the shared corpora where they are, else some of our own.
fn sentences() -> Vec<String> {
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus");
    let mut text = String::new();
    for file in ["gwr/1999.txt", "gwr/1957.txt", "gwr/2013.txt", "laws/00.txt"] {
        text += &std::fs::read_to_string(format!("{shared}/{file}")).unwrap_or_default();
    }
    if text.is_empty() {
        eprintln!("the shared corpora are not beside this checkout: a few sentences of our own are broken");
        text = "全市春小麦长势良好，各地抓紧田间管理。\n粮食总产量比上年增长百分之三，农民收入继续增加。\n".to_owned();
    }
    let lines = text.lines().map(str::trim).flat_map(|l| l.split_inclusive('。'));
    let long = lines.filter(|s| (12..120).contains(&s.chars().count()) && !s.contains('\u{FFFD}'));
    let all: Vec<String> = long.map(str::to_owned).collect();
    let step = (all.len() / 700).max(1);
    all.into_iter().step_by(step).collect()
}

/// The text as it looks when these bytes are read as `outer`; `None` when bytes are lost by that.
fn misread(bytes: &[u8], outer: &'static Encoding) -> Option<String> {
    let (text, bad) = outer.decode_without_bom_handling(bytes);
    (!bad).then(|| text.into_owned())
}

fn bytes(text: &str, inner: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, bad) = inner.encode(text);
    (!bad).then(|| bytes.into_owned())
}

/// What is wanted and the broken text.
type Broken = Option<(String, String)>;

fn whole(text: &str, inner: &'static Encoding, outer: &'static Encoding) -> Broken {
    let inner = if inner == encoding_rs::UTF_8 { Some(text.as_bytes().to_vec()) } else { bytes(text, inner) };
    Some((text.to_owned(), misread(&inner?, outer)?))
}

fn traditional(text: &str) -> String {
    Converter::builtin(Config::S2t).convert(text)
}

/// Takes the first byte of a character in mid-sentence away.
fn byte_off(text: &str) -> Broken {
    let clause_end = text.find(|c: char| c.is_ascii()).unwrap_or(text.len());
    let stretch: Vec<char> = text.get(..clause_end)?.chars().collect();
    let at = stretch.len() / 3;
    if stretch.len() < at + 10 {
        return None;
    }
    let (head, tail): (String, String) = (stretch[..at].iter().collect(), stretch[at..].iter().collect());
    let rest = &text[clause_end..];
    let cut = bytes(&tail, GB18030)?;
    let broken = GBK.decode_without_bom_handling(&[&cut[1..], &bytes(rest, GB18030)?].concat()).0.into_owned();
    // All but the two characters that lost half of themselves.
    let kept: String = stretch[at + 1..stretch.len() - 1].iter().collect();
    let last = if broken.contains('\u{FFFD}') { "\u{FFFD}" } else { "" };
    Some((format!("{head}\u{FFFD}{kept}\u{FFFD}{last}{rest}"), format!("{head}{broken}")))
}

#[test]
fn planted_damage_is_undone() {
    let all = sentences();
    let utf8 = encoding_rs::UTF_8;
    // Clauses: the longer a text, the likelier a byte of it is lost.
    let clauses: Vec<String> = all.iter().flat_map(|t| t.split_inclusive('，')).map(str::to_owned).collect();
    let in_right_text = |t: &str| {
        let (want, broken) = whole(t, utf8, GBK)?;
        Some((format!("各地报道说{want}此后情况好转。"), format!("各地报道说{broken}此后情况好转。")))
    };
    let twice = |t: &str, outer| Some((t.to_owned(), misread(whole(t, utf8, outer)?.1.as_bytes(), outer)?));
    // Name, the way to break, recovered at least (in thousandths).
    type Way<'a> = (&'a str, Box<dyn Fn(&str) -> Broken + 'a>, usize);
    let ways: Vec<Way<'_>> = vec![
        ("UTF-8 as GBK", Box::new(|t| whole(t, utf8, GBK)), 990),
        ("UTF-8 as GBK in right text", Box::new(in_right_text), 990),
        ("UTF-8 as GBK twice", Box::new(|t| twice(t, GBK)), 990),
        ("UTF-8 as Windows-1252", Box::new(|t| whole(t, utf8, WINDOWS_1252)), 990),
        ("UTF-8 as Windows-1252 twice", Box::new(|t| twice(t, WINDOWS_1252)), 990),
        ("GBK as Windows-1252", Box::new(|t| whole(t, GB18030, WINDOWS_1252)), 990),
        ("Big5 as Windows-1252", Box::new(|t| whole(&traditional(t), BIG5, WINDOWS_1252)), 990),
        ("Big5 as GBK", Box::new(|t| whole(&traditional(t), BIG5, GBK)), 980),
        ("GBK as Big5", Box::new(|t| whole(t, GB18030, BIG5)), 950),
        ("GBK one byte off", Box::new(byte_off), 800),
    ];
    let mut below = Vec::new();
    for (name, break_it, floor) in ways {
        let (mut tried, mut exact, mut silent, mut shown) = (0, 0, 0, 0);
        for (want, broken) in
            all.iter().chain(clauses.iter().filter(|_| name.starts_with("UTF-8"))).filter_map(|t| break_it(t))
        {
            tried += 1;
            let got = only(&broken);
            exact += usize::from(got == want);
            if got != want {
                let flagged = got == broken && diagnostics(&broken).iter().any(|c| c.starts_with("mojibake"));
                silent += usize::from(got == broken && !flagged);
                if shown < 3 {
                    shown += 1;
                    println!("  {name}: {want}\n    {broken}\n    {got}");
                }
            }
        }
        println!("{name}: {tried} broken, {exact} recovered, {silent} left without a word");
        // A few sentences say nothing about shares.
        let many = all.len() > 100 || floor == 990;
        if many && exact * 1000 < tried * floor {
            below.push(format!("{name}: {exact} of {tried}"));
        }
    }
    assert!(below.is_empty(), "{below:?}");
}

#[test]
fn where_bytes_are_lost_nothing_is_made_up() {
    let (mut there, mut recovered, mut texts, mut made_up) = (0, 0, 0, Vec::new());
    for want in sentences() {
        let (lossy, _) = GBK.decode_without_bom_handling(want.as_bytes());
        for broken in [lossy.to_string(), lossy.replace('\u{FFFD}', "?")] {
            texts += 1;
            let got = only(&broken);
            let mut left: Vec<char> = want.chars().collect();
            there += left.len();
            for c in got.chars() {
                match left.iter().position(|l| *l == c) {
                    Some(at) => {
                        left.swap_remove(at);
                        recovered += 1;
                    }
                    // What stands in the broken text is left over, and U+FFFD says that something is lost.
                    None if broken.contains(c) || c == '\u{FFFD}' => {}
                    None => made_up.push((c, want.clone(), broken.clone(), got.clone())),
                }
            }
        }
    }
    println!("UTF-8 as GBK with bytes lost: {texts} texts, {recovered} of {there} characters recovered");
    // The two bytes that are left of a character may be read together as another rare one, never as a common one.
    let common = made_up.iter().filter(|(c, ..)| crate::encodings::cost(*c) < 100).count();
    println!("{} characters stand for two bytes of three; {common} of them common", made_up.len());
    for (c, want, broken, got) in made_up.iter().filter(|(c, ..)| crate::encodings::cost(*c) < 100).take(5) {
        println!("  {c}\n    {want}\n    {broken}\n    {got}");
    }
    assert!(recovered * 100 >= there * 85, "{recovered} of {there}");
    assert!(common * 1000 <= texts, "{common}");
}
