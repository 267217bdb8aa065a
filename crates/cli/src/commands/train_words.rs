//! `baokan train-words`

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use baokan_segment::words::train::{Options, Trainer};
use baokan_segment::words::{Agreement, Linear, WordSegmenter, parse_line};
use clap::Args;

use super::words::read;
use crate::Host;
use crate::error::{CliError, Exit};
use crate::report::Verbosity;

/// Trains a model for `baokan words --model` from a segmented corpus.
///
/// A corpus is UTF-8 text, a sentence a line, its words separated by blanks, as in the SIGHAN bakeoffs; with --tagged each
/// word has its part of speech behind a slash, as in the corpus of Peking University. A million words take some seconds. The
/// model keeps no text of the corpus, but mind its licence.
#[derive(Debug, Args)]
pub(crate) struct TrainWords {
    /// Files of the corpus.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Where to write the model.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Words end at their last slash.
    #[arg(long)]
    tagged: bool,
    /// A dictionary in jieba's format (word, frequency, part of speech) to learn from beside the corpus: words that the
    /// corpus lacks are known by it.
    #[arg(long, value_name = "FILE")]
    dictionary: Vec<PathBuf>,
    /// Leave out words of the dictionary that are rarer.
    #[arg(long, value_name = "N", default_value_t = 3)]
    least_frequency: u64,
    /// Say how well the model cuts this corpus, of the same format, which it was not trained on.
    #[arg(long, value_name = "FILE")]
    test: Vec<PathBuf>,
    /// How often to go through the corpus.
    #[arg(long, value_name = "N")]
    epochs: Option<usize>,
    /// The most that the table of the model may take, in 10^6 bytes; what weighs least is left out.
    #[arg(long, value_name = "MB")]
    size: Option<f64>,
}

impl TrainWords {
    /// Runs the command.
    pub(crate) fn run(&self, host: &mut Host<'_>) -> Result<Exit, CliError> {
        let start = Instant::now();
        let mut options = Options::default();
        options.epochs = self.epochs.unwrap_or(options.epochs);
        if let Some(size) = self.size {
            if !(0.01..=60.0).contains(&size) {
                return Err(CliError::Usage("--size is between 0.01 and 60".to_owned()));
            }
            options.table_bytes = (size * 1e6) as usize;
        }
        let mut trainer = Trainer::new(options);
        for file in &self.files {
            for line in text(file)?.lines() {
                trainer.sentence(parse_line(line, self.tagged).map(|w| w.word));
            }
        }
        for file in &self.dictionary {
            self.read_dictionary(file, &mut trainer)?;
        }
        let talk = host.verbosity() != Verbosity::Quiet;
        let say = |line: String| {
            if talk {
                let _ = writeln!(std::io::stderr(), "{line}");
            }
        };
        let trained = trainer.train(|round, wrong| say(format!("round {round}: {:.2} % of gaps wrong", wrong * 100.0)));
        let (model, summary) = trained.map_err(|e| CliError::Usage(e.to_string()))?;
        let bytes = model.to_bytes();
        std::fs::write(&self.output, &bytes).map_err(|e| CliError::write(self.output.to_string_lossy(), e))?;
        say(format!(
            "{} words in {} sentences; {} n-grams kept of {}; {:.2} MB; {:.1} s",
            summary.words,
            summary.sentences,
            model.grams(),
            summary.grams,
            bytes.len() as f64 / 1e6,
            start.elapsed().as_secs_f64()
        ));
        let segmenter = Linear::new(Arc::new(model));
        for file in &self.test {
            let score = self.score(&text(file)?, &segmenter);
            let (f1, precision, recall) = (score.f1(), score.precision(), score.recall());
            writeln!(host.out, "{}\tF1 {f1:.4}\tprecision {precision:.4}\trecall {recall:.4}", file.display())?;
        }
        Ok(Exit::Done)
    }

    fn read_dictionary(&self, file: &Path, trainer: &mut Trainer) -> Result<(), CliError> {
        for (i, line) in text(file)?.lines().enumerate() {
            let mut cells = line.split_whitespace();
            let Some(word) = cells.next() else { continue };
            let frequency = cells.next().map_or(Ok(0), str::parse::<u64>).map_err(|_| {
                CliError::Usage(format!("{}:{}: the second field is no frequency", file.display(), i + 1))
            })?;
            if frequency >= self.least_frequency {
                trainer.dictionary_word(word, frequency, cells.next().unwrap_or(""));
            }
        }
        Ok(())
    }

    fn score(&self, corpus: &str, segmenter: &dyn WordSegmenter) -> Agreement {
        let mut score = Agreement::default();
        let (mut text, mut expected, mut found) = (String::new(), Vec::new(), Vec::new());
        for line in corpus.lines() {
            text.clear();
            expected.clear();
            found.clear();
            for word in parse_line(line, self.tagged) {
                let start = text.len();
                text.push_str(word.word);
                expected.push(start..text.len());
            }
            segmenter.cut(&text, &mut found);
            score += Agreement::of(&expected, &found);
        }
        score
    }
}

fn text(file: &Path) -> Result<String, CliError> {
    String::from_utf8(read(file)?).map_err(|_| CliError::Usage(format!("{} is not UTF-8", file.display())))
}
