//! OpenCC's own test cases, one check a line.

use baokan_normalize::script::{Config, Converter};

#[test]
fn all_checks_of_opencc_hold() {
    let (mut checks, mut failures) = (0, Vec::new());
    for row in include_str!("data/opencc/cases.tsv").lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [id, config, input, expected] = columns[..] else { panic!("{row}") };
        let converter = Converter::builtin(config.parse::<Config>().unwrap());
        checks += 1;
        let found = converter.convert(input);
        if found != expected {
            failures.push(format!("{id} {config}: {input} -> {found}, not {expected}"));
        }
        let (mut rebuilt, mut done) = (String::new(), 0);
        converter.edits(input, |change| {
            rebuilt.push_str(&input[done..change.start as usize]);
            rebuilt.push_str(change.to);
            done = change.end as usize;
        });
        rebuilt.push_str(&input[done..]);
        assert_eq!(rebuilt, expected, "{id} {config}: changes");
    }
    assert!(failures.is_empty(), "{} of {checks}:\n{}", failures.len(), failures.join("\n"));
    println!("{checks} of {checks} checks");
}
