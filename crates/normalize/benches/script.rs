//! Throughput of script conversion and detection, one thread, in MB (10^6 bytes) of input a second.
//!
//! `cargo bench -p baokan-normalize --bench script`. The texts: statutes, where the shared corpus is
//! at hand, and a generated text of dictionary phrases, both in either script. Comparisons with other
//! engines: `cargo xtask oracle --bench`.

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{fs, path::Path};

use baokan_normalize::script::{Config, Converter, detect, hant_spans};

fn main() {
    for config in [Config::T2s, Config::S2t, Config::S2twp, Config::Tw2sp] {
        let start = Instant::now();
        let converter = Converter::builtin(config);
        let bytes = converter.table_bytes() / 1024;
        report(
            &format!("load {config}"),
            &format!("{:.1} ms, tables {bytes} KiB", start.elapsed().as_secs_f64() * 1e3),
        );
    }
    let simplified = [("statutes", statutes()), ("generated", Some(generated(4_000_000)))];
    for (name, text) in simplified {
        let Some(text) = text else {
            report(name, "absent, skipped");
            continue;
        };
        let traditional = Converter::builtin(Config::S2t).convert(&text);
        for (config, script, text) in [
            (Config::T2s, "Hant", &traditional),
            (Config::T2s, "Hans", &text),
            (Config::S2t, "Hans", &text),
            (Config::S2twp, "Hans", &text),
            (Config::Tw2sp, "Hant", &traditional),
        ] {
            let converter = Converter::builtin(config);
            let label = format!("{name}, {script}: {config}");
            measure(&format!("{label} convert"), text, || converter.convert(text).len());
            measure(&format!("{label} aligned"), text, || {
                let (mut out, mut places) = (String::new(), Vec::new());
                converter.convert_aligned(text, &mut out, |piece| {
                    places.push((piece.from.start as u32, piece.to.start as u32))
                });
                out.len() + places.len()
            });
            let mut count = 0;
            measure(&format!("{label} edits"), text, || {
                count = 0;
                converter.edits(text, |change| count += usize::from(!change.to.is_empty()));
                count
            });
            report(&format!("{label} edits/KB"), &format!("{:.1}", count as f64 * 1e3 / text.len() as f64));
        }
        let press = Converter::press_to_simplified();
        measure(&format!("{name}, Hant: press convert"), &traditional, || press.convert(&traditional).len());
        measure(&format!("{name}, Hans: detect"), &text, || detect(&text).hans);
        measure(&format!("{name}, Hant: spans"), &traditional, || hant_spans(&traditional).len());
    }
}

/// Best of the runs that fit into a second: the machine is shared.
fn measure(label: &str, text: &str, mut run: impl FnMut() -> usize) {
    let mut best = Duration::MAX;
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(1) {
        let start = Instant::now();
        black_box(run());
        best = best.min(start.elapsed());
    }
    report(label, &format!("{:.0} MB/s", text.len() as f64 / 1e6 / best.as_secs_f64()));
}

#[allow(clippy::print_stdout)] // A benchmark's output is its purpose.
fn report(label: &str, value: &str) {
    println!("{label:<40} {value}");
}

fn statutes() -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/laws");
    (0..4).map(|n| fs::read_to_string(folder.join(format!("{n:02}.txt"))).ok()).collect()
}

/// Dictionary phrases in a fixed pseudo-random order, with punctuation and figures between them.
fn generated(bytes: usize) -> String {
    let dictionary = include_str!("../data/opencc/STPhrases.txt");
    let keys: Vec<&str> = dictionary.lines().filter_map(|row| row.split_once('\t')).map(|(key, _)| key).collect();
    let (mut text, mut state) = (String::new(), 1u64);
    while text.len() < bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = (state >> 33) as usize;
        text.push_str(keys[pick % keys.len()]);
        text.push_str(["的", "，", "和", "。", "12.5%", "了", "是", "在"][pick / 7 % 8]);
    }
    text
}
