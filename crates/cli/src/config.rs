//! The configuration file, and what the run goes by in the end: flags beat the file, the file beats defaults.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use baokan_corpus_model::{Safety, SourceId};
use baokan_extract::Registry;
use baokan_extract::gazetteer::UserGazetteer;
use baokan_ingest::{Encoding, GivenMetadata, Published, ReadOptions};
use baokan_normalize::{BUILTIN, Options, Profile, Target};
use serde::Deserialize;

use crate::args::{
    FailOn, Global, InputArgs, RepairArgs, RunArgs, parse_fail_on, parse_profile, parse_safety, parse_target,
};
use crate::error::CliError;
use crate::external::External;
use crate::nearest::hint;
use crate::pipeline::Plan;
use crate::plugin;

/// Name of the file that is looked for.
pub(crate) const FILE_NAME: &str = "baokan.toml";

/// `baokan.toml`. Every key has a flag of the same name; those of `[metadata]` too.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    encoding: Option<String>,
    text_column: Option<String>,
    issue: Option<bool>,
    profile: Option<String>,
    script: Option<String>,
    safety: Option<String>,
    suggestions: Option<bool>,
    disable: Option<Vec<String>>,
    only: Option<Vec<String>>,
    never: Option<Vec<String>>,
    gazetteer: Option<Vec<PathBuf>>,
    extractor: Option<Vec<String>>,
    jobs: Option<usize>,
    fail_on: Option<String>,
    metadata: FileMetadata,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct FileMetadata {
    published: Option<String>,
    publication: Option<String>,
    place: Option<String>,
    title: Option<String>,
    url: Option<String>,
}

/// A setting and where it comes from.
#[derive(Clone, Debug)]
struct Setting<T> {
    value: T,
    from: From,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Flag,
    File,
    Profile,
    Default,
}

impl<T> Setting<T> {
    /// A default that a chosen profile has set.
    fn by(mut self, profile: &Setting<Profile>) -> Self {
        if self.from == From::Default && profile.from != From::Default {
            self.from = From::Profile;
        }
        self
    }
}

/// What a run goes by.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    path: Option<PathBuf>,
    encoding: Setting<Option<Encoding>>,
    text_column: Setting<Option<String>>,
    issue: Setting<bool>,
    given: Vec<(&'static str, Setting<Option<String>>)>,
    profile: Setting<Profile>,
    script: Setting<Target>,
    safety: Setting<Safety>,
    suggestions: Setting<bool>,
    disable: Setting<Vec<String>>,
    only: Setting<Vec<String>>,
    never: Setting<Vec<String>>,
    gazetteer: Setting<Vec<PathBuf>>,
    extractor: Setting<Vec<String>>,
    registry: Registry,
    /// Name and content of each list, for the manifest.
    lists: Vec<String>,
    jobs: Setting<usize>,
    fail_on: Setting<FailOn>,
}

impl Settings {
    /// Puts flags, file and defaults together and checks every value.
    ///
    /// # Errors
    /// When the file cannot be read, or a value does not mean anything.
    pub(crate) fn new(
        global: &Global,
        input: &InputArgs,
        repair: &RepairArgs,
        run: &RunArgs,
    ) -> Result<Self, CliError> {
        let path = match &global.config {
            Some(path) => Some(path.clone()),
            None if global.no_config => None,
            None => std::env::current_dir().ok().and_then(|here| nearest_file(&here)),
        };
        Self::merge(path, input, repair, run)
    }

    /// The file alone, or the defaults.
    ///
    /// # Errors
    /// As [`Settings::new`].
    pub(crate) fn from_file(path: Option<&Path>) -> Result<Self, CliError> {
        Self::merge(path.map(Path::to_owned), &InputArgs::default(), &RepairArgs::default(), &RunArgs::default())
    }

    fn merge(path: Option<PathBuf>, input: &InputArgs, repair: &RepairArgs, run: &RunArgs) -> Result<Self, CliError> {
        let file = path.as_deref().map_or_else(|| Ok(File::default()), load)?;
        let reader = Reader { path: path.as_deref() };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let list = |flags: &[String]| (!flags.is_empty()).then(|| flags.to_vec());
        // A list of one kind on the command line replaces both lists of the file: they exclude each other.
        let rules_given = !repair.disable.is_empty() || !repair.only.is_empty();
        let (file_disable, file_only) = if rules_given { (None, None) } else { (file.disable, file.only) };
        let known = file.metadata;
        // Paths in the file are meant from where the file is.
        let beside = |p: PathBuf| path.as_deref().and_then(Path::parent).map_or_else(|| p.clone(), |dir| dir.join(&p));
        let gazetteer = pick(
            (!run.gazetteer.is_empty()).then(|| run.gazetteer.clone()),
            file.gazetteer.map(|list| list.into_iter().map(beside).collect()),
            Vec::new(),
        );
        let extractor = pick(list(&run.extractor), file.extractor, Vec::new());
        let (registry, lists) = reader.registry(&gazetteer, &extractor)?;
        let profile = reader.file_parsed(repair.profile, file.profile.as_deref(), Profile::default(), parse_profile)?;
        let settings = Self {
            encoding: reader.parsed(input.encoding.as_deref(), file.encoding.as_deref(), None, |label| {
                label.parse().map(Some).map_err(|e: baokan_ingest::IngestError| e.to_string())
            })?,
            text_column: pick(input.text_column.clone().map(Some), file.text_column.map(Some), None),
            issue: pick(input.issue.then_some(true), file.issue, false),
            given: vec![
                ("published", reader.date(input.published.as_deref(), known.published.as_deref())?),
                ("publication", pick(input.publication.clone().map(Some), known.publication.map(Some), None)),
                ("place", pick(input.place.clone().map(Some), known.place.map(Some), None)),
                ("title", pick(input.title.clone().map(Some), known.title.map(Some), None)),
                ("url", pick(input.url.clone().map(Some), known.url.map(Some), None)),
            ],
            script: reader
                .file_parsed(repair.script, file.script.as_deref(), profile.value.target(), parse_target)?
                .by(&profile),
            safety: reader
                .file_parsed(repair.safety, file.safety.as_deref(), profile.value.safety(), parse_safety)?
                .by(&profile),
            suggestions: pick(repair.suggestions.then_some(true), file.suggestions, profile.value.suggestions())
                .by(&profile),
            disable: pick(list(&repair.disable), file_disable, Vec::new()),
            only: pick(list(&repair.only), file_only, Vec::new()),
            never: pick(list(&repair.never), file.never, Vec::new()),
            gazetteer,
            extractor,
            registry,
            lists,
            jobs: pick(run.jobs, file.jobs, cores),
            fail_on: reader.file_parsed(run.fail_on, file.fail_on.as_deref(), FailOn(None), parse_fail_on)?,
            path: path.clone(),
            profile,
        };
        for rules in [&settings.disable, &settings.only] {
            reader.check_rules(rules)?;
        }
        if !settings.disable.value.is_empty() && !settings.only.value.is_empty() {
            return Err(reader.error(From::File, "`disable` and `only` exclude each other".to_owned()));
        }
        Ok(settings)
    }

    /// What the stages go by.
    pub(crate) fn plan(&self) -> Plan {
        Plan { read: self.read(), normalize: self.normalize(), extract: self.registry.clone() }
    }

    /// How to read.
    fn read(&self) -> ReadOptions {
        let given = |key: &str| self.given.iter().find(|(k, _)| *k == key).and_then(|(_, s)| s.value.clone());
        ReadOptions {
            encoding: self.encoding.value,
            text_column: self.text_column.value.clone(),
            given: GivenMetadata {
                published: given("published").and_then(|p| p.parse().ok()),
                publication: given("publication"),
                place: given("place"),
                title: given("title"),
                url: given("url"),
            },
        }
    }

    /// How to repair.
    fn normalize(&self) -> Options {
        Options {
            profile: self.profile.value,
            target: self.script.value,
            safety: self.safety.value,
            suggestions: self.suggestions.value,
            disabled: self.disable.value.clone(),
            only: self.only.value.clone(),
            never: self.never.value.clone(),
        }
    }

    /// Whether the page files of a folder are one document.
    pub(crate) fn issue(&self) -> bool {
        self.issue.value
    }

    /// Documents at a time, at least one.
    pub(crate) fn jobs(&self) -> usize {
        self.jobs.value.max(1)
    }

    /// When findings make the run fail.
    pub(crate) fn fail_on(&self) -> FailOn {
        self.fail_on.value
    }

    /// The settings that decide what comes out, for the manifest.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        let script = Target::ALL.iter().find(|(t, _)| *t == self.script.value).map_or("auto", |(_, name)| name);
        let given: serde_json::Map<String, serde_json::Value> =
            self.given.iter().map(|(key, s)| ((*key).to_owned(), s.value.clone().into())).collect();
        serde_json::json!({
            "encoding": self.encoding.value.map(Encoding::label),
            "text-column": self.text_column.value,
            "issue": self.issue.value,
            "profile": self.profile.value.as_str(),
            "script": script,
            "safety": self.safety.value.as_str(),
            "suggestions": self.suggestions.value,
            "disable": self.disable.value,
            "only": self.only.value,
            "never": self.never.value,
            "gazetteer": self.lists,
            "extractor": self.extractor.value,
            "metadata": given,
        })
    }

    /// The settings as a configuration file that would have the same effect; each line says where its value comes from.
    pub(crate) fn to_toml(&self) -> String {
        let mut out = String::new();
        let _ = match &self.path {
            Some(path) => writeln!(out, "# file: {}", path.display()),
            None => writeln!(out, "# no configuration file"),
        };
        let script = Target::ALL.iter().find(|(t, _)| *t == self.script.value).map_or("auto", |(_, name)| name);
        let fail_on = self.fail_on.value.0.map_or("never", |s| s.as_str());
        line(&mut out, "encoding", &self.encoding.value.map(|e| quoted(e.label())), self.encoding.from);
        line(&mut out, "text-column", &self.text_column.value.as_deref().map(quoted), self.text_column.from);
        line(&mut out, "issue", &Some(self.issue.value.to_string()), self.issue.from);
        line(&mut out, "profile", &Some(quoted(self.profile.value.as_str())), self.profile.from);
        line(&mut out, "script", &Some(quoted(script)), self.script.from);
        line(&mut out, "safety", &Some(quoted(self.safety.value.as_str())), self.safety.from);
        line(&mut out, "suggestions", &Some(self.suggestions.value.to_string()), self.suggestions.from);
        line(&mut out, "disable", &Some(quoted_list(&self.disable.value)), self.disable.from);
        line(&mut out, "only", &Some(quoted_list(&self.only.value)), self.only.from);
        line(&mut out, "never", &Some(quoted_list(&self.never.value)), self.never.from);
        let lists: Vec<String> = self.gazetteer.value.iter().map(|p| p.display().to_string()).collect();
        line(&mut out, "gazetteer", &Some(quoted_list(&lists)), self.gazetteer.from);
        line(&mut out, "extractor", &Some(quoted_list(&self.extractor.value)), self.extractor.from);
        line(&mut out, "jobs", &Some(self.jobs().to_string()), self.jobs.from);
        line(&mut out, "fail-on", &Some(quoted(fail_on)), self.fail_on.from);
        out.push_str("\n[metadata]\n");
        for (key, setting) in &self.given {
            line(&mut out, key, &setting.value.as_deref().map(quoted), setting.from);
        }
        out
    }
}

/// The names of all rules.
fn rule_names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|r| r.meta().name)
}

/// What to say about a rule that does not exist.
pub(crate) fn no_such_rule(name: &str) -> String {
    format!("there is no rule `{name}` (`baokan rules` lists them){}", hint(name, rule_names()))
}

fn pick<T>(flag: Option<T>, file: Option<T>, default: T) -> Setting<T> {
    match (flag, file) {
        (Some(value), _) => Setting { value, from: From::Flag },
        (None, Some(value)) => Setting { value, from: From::File },
        (None, None) => Setting { value: default, from: From::Default },
    }
}

/// Reads values and says where a wrong one stands.
struct Reader<'a> {
    path: Option<&'a Path>,
}

impl Reader<'_> {
    fn error(&self, from: From, message: String) -> CliError {
        match (from, self.path) {
            (From::File, Some(path)) => CliError::Config { path: path.to_owned(), message },
            _ => CliError::Usage(message),
        }
    }

    /// A value that is text in both places.
    fn parsed<T>(
        &self,
        flag: Option<&str>,
        file: Option<&str>,
        default: T,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Setting<T>, CliError> {
        let (text, from) = match (flag, file) {
            (Some(text), _) => (text, From::Flag),
            (None, Some(text)) => (text, From::File),
            (None, None) => return Ok(Setting { value: default, from: From::Default }),
        };
        parse(text).map(|value| Setting { value, from }).map_err(|message| self.error(from, message))
    }

    /// A value that the command line has parsed already.
    fn file_parsed<T>(
        &self,
        flag: Option<T>,
        file: Option<&str>,
        default: T,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Setting<T>, CliError> {
        let file = file.map(parse).transpose().map_err(|message| self.error(From::File, message))?;
        Ok(pick(flag, file, default))
    }

    /// Our extractors with the lists and programs that are asked for, and each list's name with the hash of its content.
    fn registry(
        &self,
        lists: &Setting<Vec<PathBuf>>,
        programs: &Setting<Vec<String>>,
    ) -> Result<(Registry, Vec<String>), CliError> {
        let mut registry = Registry::builtin();
        let mut read = Vec::new();
        for path in &lists.value {
            let wrong = |message: String| self.error(lists.from, format!("{}: {message}", path.display()));
            let table = std::fs::read_to_string(path).map_err(|e| wrong(format!("cannot be read: {e}")))?;
            let label = path.file_stem().unwrap_or_default().to_string_lossy();
            registry = registry.with(UserGazetteer::parse(&table, &label).map_err(|e| wrong(e.to_string()))?);
            read.push(format!("{label} {}", SourceId::of(table.as_bytes())));
        }
        let installed = if programs.value.is_empty() { Default::default() } else { plugin::installed() };
        for name in &programs.value {
            let Some(program) = installed.get(name) else {
                let near = hint(name, installed.keys().map(String::as_str));
                return Err(self.error(programs.from, format!("there is no `baokan-{name}` on PATH{near}")));
            };
            registry = registry.with(External::new(name, program.clone()));
        }
        Ok((registry, read))
    }

    fn date(&self, flag: Option<&str>, file: Option<&str>) -> Result<Setting<Option<String>>, CliError> {
        self.parsed(flag, file, None, |text| match text.parse::<Published>() {
            Ok(date) => Ok(Some(date.to_string())),
            Err(error) => Err(error.to_string()),
        })
    }

    fn check_rules(&self, rules: &Setting<Vec<String>>) -> Result<(), CliError> {
        let unknown = rules.value.iter().find(|r| rule_names().all(|name| name != r.as_str()));
        unknown.map_or(Ok(()), |name| Err(self.error(rules.from, no_such_rule(name))))
    }
}

fn load(path: &Path) -> Result<File, CliError> {
    let failed = |message: String| CliError::Config { path: path.to_owned(), message };
    let text = std::fs::read_to_string(path).map_err(|e| failed(format!("cannot be read: {e}")))?;
    toml::from_str(&text).map_err(|e| failed(e.to_string().trim_end().to_owned()))
}

fn nearest_file(here: &Path) -> Option<PathBuf> {
    here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

fn line(out: &mut String, key: &str, value: &Option<String>, from: From) {
    let from = match from {
        From::Flag => "flag",
        From::File => "file",
        From::Profile => "profile",
        From::Default => "default",
    };
    let _ = match value {
        Some(value) => writeln!(out, "{key} = {value}  # {from}"),
        None => writeln!(out, "# {key} is not set"),
    };
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn quoted_list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|i| quoted(i)).collect();
    format!("[{}]", items.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Flags {
        #[command(flatten)]
        global: Global,
        #[command(flatten)]
        run: RunArgs,
        #[command(flatten)]
        input: InputArgs,
        #[command(flatten)]
        repair: RepairArgs,
    }

    fn settings(toml: &str, flags: &[&str]) -> Result<Settings, CliError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        std::fs::write(&path, toml).unwrap();
        let mut args = vec!["baokan", "--config", path.to_str().unwrap()];
        args.extend(flags);
        let flags = Flags::try_parse_from(args).unwrap();
        Settings::new(&flags.global, &flags.input, &flags.repair, &flags.run)
    }

    #[test]
    fn flags_beat_the_file_and_the_file_beats_defaults() {
        let toml = "script = \"keep\"\nsafety = \"safe\"\njobs = 3\nfail-on = \"warning\"\n\
                    disable = [\"invisible-characters\"]\n[metadata]\npublished = \"2024年1月\"\nplace = \"长沙市\"\n";
        let s = settings(toml, &["--safety", "unsafe", "--place", "株洲市"]).unwrap();
        assert_eq!(s.normalize().target, Target::Keep);
        assert_eq!(s.normalize().safety, Safety::Unsafe);
        assert_eq!(s.normalize().disabled, ["invisible-characters"]);
        assert_eq!(s.jobs(), 3);
        assert_eq!(s.fail_on().0, Some(baokan_corpus_model::Severity::Warning));
        let given = s.read().given;
        assert_eq!(given.published.unwrap().to_string(), "2024-01");
        assert_eq!(given.place.as_deref(), Some("株洲市"));
        let s = settings(toml, &["--only", "invisible-characters"]).unwrap();
        assert!(s.normalize().disabled.is_empty());
    }

    #[test]
    fn a_profile_sets_what_nobody_else_has_set() {
        let s = settings("profile = \"archive\"\n", &[]).unwrap();
        assert_eq!(s.normalize(), Options::of(Profile::Archive));
        assert!(s.to_toml().contains("script = \"keep\"  # profile"), "{}", s.to_toml());
        let s = settings("profile = \"archive\"\n", &["--profile", "repair", "--script", "hans"]).unwrap();
        assert_eq!(s.normalize(), Options { target: Target::Hans, ..Options::of(Profile::Repair) });
    }

    #[test]
    fn what_is_shown_reads_back_as_the_same() {
        let toml = "encoding = \"gbk\"\nscript = \"hant-tw\"\n[metadata]\ntitle = \"说 \\\"好\\\"\"\n";
        let shown = settings(toml, &[]).unwrap().to_toml();
        assert!(shown.contains("encoding = \"GB18030\"  # file"), "{shown}");
        assert!(shown.contains("safety = \"unsafe\"  # default"), "{shown}");
        let again = settings(&shown, &[]).unwrap();
        let values =
            |s: &str| s.lines().skip(1).map(|l| l.split("  # ").next().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(values(&again.to_toml()), values(&shown));
    }

    #[test]
    fn mistakes_are_named() {
        let message = |toml: &str, flags: &[&str]| settings(toml, flags).unwrap_err().to_string();
        assert!(message("sript = \"hans\"", &[]).contains("unknown field `sript`"));
        assert!(message("script = \"latin\"", &[]).contains("hant-tw"));
        assert!(message("disable = [\"invisible-character\"]", &[]).contains("did you mean `invisible-characters`"));
        assert!(message("", &["--published", "gestern"]).contains("YYYY"));
        assert!(matches!(settings("", &["--encoding", "klingon"]), Err(CliError::Usage(_))));
        assert!(matches!(settings("jobs = \"x\"", &[]), Err(CliError::Config { .. })));
    }
}
