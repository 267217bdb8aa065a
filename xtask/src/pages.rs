//! Pages as OCR engines read them: `fixtures/pages` and the shared folder's `ocr`. Scored against gold, and drawn anew.
//!
//! A page is a folder with `gold.json` and, by severity of the damage (`s0`: none, and perfect boxes; `s1`: an even scan;
//! `s2`: a poor one), what each engine wrote of it, packed or not.

use std::path::{Path, PathBuf};
use std::process::Command;

use baokan::pipeline::Plan;

use crate::eval::{export, parsed};
use crate::oracle::{run_to_end, target};
use crate::score::{Figure, means, page};
use crate::{list, root};

const USAGE: &str = "usage: cargo xtask pages --draw";
const SEVERITIES: [&str; 3] = ["s0", "s1", "s2"];
/// What engines write, by file name.
const READERS: [&str; 6] =
    ["boxes.json", "rapidocr.json", "tesseract.alto.xml", "tesseract.hocr", "tesseract.txt", "vlm.md"];

/// Figures by name of the document: of the pages in a folder, each under `set/page/severity/reader`, or their means under
/// `set/severity/reader`.
pub(crate) struct Scores {
    pub(crate) pages: Vec<(String, Vec<Figure>)>,
    pub(crate) means: Vec<(String, Vec<Figure>)>,
}

/// Scores the pages in a folder.
pub(crate) fn scores(set: &str, folder: &Path) -> Result<Scores, String> {
    let plan = Plan::default();
    let mut out = Scores { pages: Vec::new(), means: Vec::new() };
    let folders: Vec<PathBuf> = list(folder).into_iter().filter(|p| p.join("gold.json").is_file()).collect();
    for severity in SEVERITIES {
        for reader in READERS {
            let mut rows = Vec::new();
            for folder in &folders {
                let Some(input) = reading(&folder.join(severity), reader) else { continue };
                let figures = page(&parsed(&folder.join("gold.json"))?, &export(&input, &plan)?);
                let name = folder.file_name().unwrap_or_default().to_string_lossy();
                out.pages.push((format!("{set}/{name}/{severity}/{reader}"), figures.clone()));
                rows.push(figures);
            }
            if !rows.is_empty() {
                out.means.push((format!("{set}/{severity}/{reader}"), means(&rows)));
            }
        }
    }
    Ok(out)
}

/// An engine's result, packed or not.
fn reading(folder: &Path, reader: &str) -> Option<PathBuf> {
    [folder.join(reader), folder.join(format!("{reader}.gz"))].into_iter().find(|p| p.is_file())
}

/// The pages of the repository.
pub(crate) fn folder() -> PathBuf {
    root().join("fixtures/pages")
}

/// What the drawing needs, and how a Debian system gets it.
const NEEDS: &[(&str, &str)] = &[
    ("/usr/bin/tesseract", "tesseract-ocr"),
    ("/usr/share/tesseract-ocr/5/tessdata/chi_sim.traineddata", "tesseract-ocr-chi-sim"),
    ("/usr/share/tesseract-ocr/5/tessdata/chi_tra.traineddata", "tesseract-ocr-chi-tra"),
    ("/usr/share/tesseract-ocr/5/tessdata/chi_tra_vert.traineddata", "tesseract-ocr-chi-tra-vert"),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Black.ttc", "fonts-noto-cjk-extra"),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk"),
    ("/usr/share/fonts/truetype/arphic/uming.ttc", "fonts-arphic-uming"),
    ("/usr/share/fonts/truetype/arphic/ukai.ttc", "fonts-arphic-ukai"),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "fonts-wqy-zenhei"),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "fonts-wqy-microhei"),
];
/// Python packages, installed below `target/`.
const PYTHON: [&str; 3] = ["rapidocr-onnxruntime==1.4.4", "pillow", "numpy"];

/// Draws the pages of `fixtures/pages/draw`, damages them, has them read by rapidocr and tesseract, and packs the results.
///
/// # Errors
/// Something that the drawing needs is missing; the message says how to get it.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    if args != ["--draw"] {
        return Err(USAGE.to_owned());
    }
    let missing: Vec<&str> = NEEDS.iter().filter(|(file, _)| !Path::new(file).exists()).map(|(_, p)| *p).collect();
    if !missing.is_empty() {
        return Err(format!("missing; on Debian: apt install {}", missing.join(" ")));
    }
    let target = target()?;
    let venv = target.join("pages-venv");
    let python = venv.join("bin/python");
    if !python.exists() {
        run_to_end(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    }
    run_to_end(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PYTHON))?;
    let folder = folder();
    run_to_end(
        Command::new(&python).arg(folder.join("draw/draw.py")).arg(target.join("pages")).arg("--pack").arg(&folder),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_gold_and_readings() {
        let pages: Vec<PathBuf> = list(&folder()).into_iter().filter(|p| p.join("gold.json").is_file()).collect();
        assert!(pages.len() >= 20, "{}", pages.len());
        for page in pages {
            let gold = parsed(&page.join("gold.json")).unwrap();
            let articles = gold["articles"].as_array().unwrap();
            assert!(!articles.is_empty() && articles.iter().all(|a| a["blocks"][0]["text"].is_string()));
            for (severity, reader) in [("s0", "boxes.json"), ("s1", "rapidocr.json"), ("s2", "tesseract.txt")] {
                let found = reading(&page.join(severity), reader);
                assert!(found.is_some(), "{}: {severity}/{reader}", page.display());
            }
        }
    }

    #[test]
    fn only_drawing_is_done() {
        assert_eq!(run(&[]), Err(USAGE.to_owned()));
    }
}
