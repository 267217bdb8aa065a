//! Trains `data/tags.model` from text tagged by a teacher, and measures taggers.
//!
//! `cargo run --release --example train_tags -- OUTPUT TRAINING HELD_OUT...`: files with a sentence a line, `word/tag`
//! separated by tabs. Without training data (`-`), OUTPUT is read and measured. `xtask/words/build.sh` calls it.

// A program for the terminal.
#![allow(clippy::print_stdout)]

use std::time::{Duration, Instant};

use baokan_segment::words::{TagTrainer, Tagger};

fn pairs(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split('\t').filter_map(|item| item.rsplit_once('/'))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(output), Some(training)) = (arguments.next(), arguments.next()) else {
        return Err("OUTPUT TRAINING HELD_OUT...".into());
    };
    let mut trainer = TagTrainer::new()?;
    if training != "-" {
        for line in std::fs::read_to_string(&training)?.lines() {
            trainer.sentence(pairs(line));
        }
        let tagger = trainer.train(3, 0.1, |round, wrong| println!("round {round}: {wrong:.4} wrong"));
        std::fs::write(&output, tagger.to_bytes())?;
    }
    let tagger = Tagger::from_bytes(&std::fs::read(&output)?)?;
    for file in arguments {
        let text = std::fs::read_to_string(&file)?;
        let sentences: Vec<_> = text.lines().map(|line| trainer.align(pairs(line))).collect();
        // One text of all lines, as programs tag them.
        let (mut whole, mut words, mut expected) = (String::new(), Vec::new(), Vec::new());
        for (text, ranges, tags) in sentences {
            words.extend(ranges.iter().map(|r| r.start + whole.len()..r.end + whole.len()));
            expected.extend(tags);
            whole.push_str(&text);
            whole.push('\n');
        }
        let (mut tags, mut time) = (Vec::new(), Duration::MAX);
        for _ in 0..5 {
            tags.clear();
            let start = Instant::now();
            tagger.tag(&whole, &words, &mut tags);
            time = time.min(start.elapsed());
        }
        let all = expected.len();
        let right = tags.iter().zip(&expected).filter(|(found, expected)| found == expected).count();
        let marks = expected.iter().filter(|tag| tag.name() == "w").count();
        let share = |right: usize, all: usize| right as f64 / all as f64;
        println!(
            "{file}: {all} words, agreement {:.4}, without punctuation {:.4}; {:.0} MB/s",
            share(right, all),
            share(right.saturating_sub(marks), all - marks),
            whole.len() as f64 / 1e6 / time.as_secs_f64()
        );
    }
    Ok(())
}
