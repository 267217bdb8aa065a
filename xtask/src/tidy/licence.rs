//! Every dependency may be used by everybody for everything, with at most a notice.

use super::graph::Package;

/// SPDX identifiers of permissive licences. Adding one is a decision: say why in the commit.
const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages whose licence leaves no permissive choice.
pub(super) fn check(packages: &[Package]) -> Vec<String> {
    let wrong = packages.iter().filter(|p| !is_permissive(&p.licence));
    wrong.map(|p| format!("{}: licence `{}` is not on the list in tidy/licence.rs", p.name, p.licence)).collect()
}

/// Reads an SPDX expression: one side of OR must do, both of AND. The old `/` means OR.
fn is_permissive(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let fine = either(&tokens, &mut at);
    fine && at == tokens.len()
}

fn either(tokens: &[&str], at: &mut usize) -> bool {
    let mut fine = both(tokens, at);
    while tokens.get(*at) == Some(&"OR") {
        *at += 1;
        fine |= both(tokens, at);
    }
    fine
}

fn both(tokens: &[&str], at: &mut usize) -> bool {
    let mut fine = one(tokens, at);
    while tokens.get(*at) == Some(&"AND") {
        *at += 1;
        fine &= one(tokens, at);
    }
    fine
}

fn one(tokens: &[&str], at: &mut usize) -> bool {
    let Some(token) = tokens.get(*at) else { return false };
    *at += 1;
    if *token == "(" {
        let fine = either(tokens, at);
        *at += usize::from(tokens.get(*at) == Some(&")"));
        return fine;
    }
    if tokens.get(*at) == Some(&"WITH") {
        let exception = tokens.get(*at + 1).copied().unwrap_or("");
        *at += 2;
        return PERMISSIVE.contains(&format!("{token} WITH {exception}").as_str());
    }
    PERMISSIVE.contains(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        for fine in [
            "MIT",
            "MIT/Apache-2.0",
            "MIT OR Apache-2.0 OR LGPL-2.1-or-later",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
        ] {
            assert!(is_permissive(fine), "{fine}");
        }
        for wrong in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "MPL-2.0", "(MIT OR GPL-2.0) AND LGPL-3.0", "MIT MIT", "proprietary"]
        {
            assert!(!is_permissive(wrong), "{wrong}");
        }
    }
}
