//! Templates for what contributors add.

use crate::{root, write};

/// `new-case NAME`
pub(crate) fn case(args: &[String]) -> Result<(), String> {
    let name = name(args, "new-case")?;
    let path = format!("fixtures/cases/{name}/input.txt");
    let target = root().join(&path);
    if target.exists() {
        return Err(format!("{path} is there already"));
    }
    write(&target, CASE)?;
    println!(
        "{path} is a template. Next:\n\
         1. Write a short text of your own with the damage, and beside it the same words where they are right.\n\
         2. INSTA_UPDATE=always cargo test -p baokan-fixtures   (or `cargo insta test --review`)\n\
         3. Read fixtures/cases/{name}/*.snap: a snapshot that was not read proves nothing.\n\
         A defect that cannot be cured yet goes to fixtures/known-bad/{name} with wanted.txt."
    );
    Ok(())
}

const CASE: &str = "\
---
published: 2001-05-17
publication: 某某日报
place: 某省某市
---
标题一行

本报讯（记者 某某）正文第一段。
";

/// `new-rule NAME`
pub(crate) fn rule(args: &[String]) -> Result<(), String> {
    let name = name(args, "new-rule")?;
    let module = name.replace('-', "_");
    let folder = format!("crates/normalize/src/rules/{module}");
    if root().join(&folder).exists() {
        return Err(format!("{folder} is there already"));
    }
    let kind: String = name.split('-').map(capitalised).collect();
    let fill = |template: &str| template.replace("NAME", &name).replace("TYPE", &kind);
    write(&root().join(&folder).join("mod.rs"), &fill(RULE))?;
    write(&root().join(&folder).join("rule.md"), &fill(PAGE))?;
    println!(
        "{folder} is a template. Next:\n\
         1. Write rule.md: its before/after runs as a test.\n\
         2. Write `propose` in mod.rs: look, do not touch.\n\
         3. In rules/mod.rs add `mod {module};` and `&{module}::{kind}` to BUILTIN.\n\
         4. cargo xtask new-case {name}; cargo xtask codegen; docs/adding-a-rule.md has the rest."
    );
    Ok(())
}

const RULE: &str = r#"//! One line: the defect.

use baokan_corpus_model::{EditKind, Safety};

use crate::engine::{Pass, Proposals, Rule, RuleContext, RuleMeta};

/// See `rule.md`.
#[derive(Debug)]
pub(crate) struct TYPE;

const META: RuleMeta = RuleMeta {
    name: "NAME",
    kind: EditKind::Glyph,
    pass: Pass::Characters,
    safety: Safety::Suggest,
    summary: "One sentence: what is wrong with the text.",
    doc: include_str!("rule.md"),
};

impl Rule for TYPE {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn propose(&self, _cx: &RuleContext<'_>, _out: &mut Proposals) {}
}
"#;

const PAGE: &str = "\
# NAME

**What it finds.** The defect, and what in the document proves it.

**Why it harms.** What a reader or a count gets wrong because of it.

**Example**

```before
text with the defect
```

```after
text without it
```

**When it is wrong.** Where the same characters are right; what was tried on clean text, and how many edits were wrong.

**Safety.** Suggest, until it is measured.

**Sources.** Where the damage was seen; tables with licence and origin.
";

/// A name in small letters, digits and hyphens: it becomes a folder.
fn name(args: &[String], task: &str) -> Result<String, String> {
    let [name] = args else { return Err(format!("usage: cargo xtask {task} NAME")) };
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let edges = name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.ends_with('-') && !name.contains("--");
    if !edges || !name.chars().all(fine) {
        return Err(format!("`{name}`: write small letters, digits and single hyphens, such as `split-sentence`"));
    }
    Ok(name.clone())
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_ascii_uppercase().to_string() + chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_folders() {
        let ok = |n: &str| name(&[n.to_owned()], "new-rule").is_ok();
        assert!(ok("split-sentence") && ok("utf8"));
        for wrong in ["", "Split", "a_b", "../x", "-a", "a-", "a--b", "9a", "断句"] {
            assert!(!ok(wrong), "{wrong}");
        }
        assert_eq!("split-sentence".split('-').map(capitalised).collect::<String>(), "SplitSentence");
    }
}
