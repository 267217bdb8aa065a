use crate::rules::testing::{repaired, same, turns};

/// Twelve printed lines of a column, each with a mark inside or at its end.
const COLUMN: &str = "入冬以来，县里的水利工地上机器\n轰鸣，三千多名干部群众正在清理\n干渠。今年计划改造渠道，新建泵\n站十三座，可以新增灌溉面积五万\n亩，改善灌溉面积十二万亩，受益\n的有七个乡镇，六十八个村的村民\n在县水利局的工地上，看着机器的\n声音，大家都说这是多年来最好的\n一个冬天，冬天里有春天的样子，\n技术人员吃住在工地，每天检查工\n程的质量和进度，发现的问题当场\n解决，不留隐患，保证按时完工。";

#[track_caller]
fn cleaned(noise: &[(&str, &str)]) {
    let page = noise.iter().fold(COLUMN.to_owned(), |page, (clean, noisy)| {
        assert!(page.contains(clean), "{clean}");
        page.replace(clean, noisy)
    });
    turns(&page, COLUMN);
}

#[test]
fn rules_and_dust() {
    cleaned(&[("机器\n轰鸣", "机器 |\n| 轰鸣"), ("\n亩，", "\n_亩，"), ("受益\n", "受益 .\n")]);
    cleaned(&[("清理\n", "清理\nSS\n"), ("五万\n", "五万\n|\n"), ("受益\n", "受益\n, .\n")]);
    cleaned(&[("清理\n", "清理\nSS\n|\n"), ("最好的\n", "最好的      4\n"), ("\n在县", "\n。 在县")]);
}

#[test]
fn two_pieces_of_doubt_prove_nothing() {
    let page = COLUMN.replace("受益\n", "受益 .\n");
    same(&page);
}

#[test]
fn words_abbreviations_and_tables_stay() {
    same(&COLUMN.replace("清理\n", "清理\nGDP\n").replace("受益\n", "受益\nAI\n"));
    same(&COLUMN.replace("清理\n", "清理\n| a | b |\n| 1 | 2 |\n"));
    same(&COLUMN.replace("清理", "ABC").replace("受益\n", "受益\nABC\n").replace("最好的\n", "最好的\nABC\n"));
    // No columns: a list.
    same("甲 |\n乙 |\n丙 |\nSS\n|\n");
}

#[test]
fn text_that_a_program_wrapped_keeps_its_stops() {
    // Commas begin lines here and there.
    let page = "入冬以来县里的水利工地上机器声\n，三千多名干部群众正在清理干渠\n。今年计划改造渠道并新建泵站座\n，可以新增灌溉面积五万亩和改善\n，改善灌溉面积十二万亩，受益者\n，有七个乡镇，六十八个村的村民\n在县水利局的工地上，看着机器的\n声音，大家都说这是多年来最好的\n一个冬天，冬天里有春天的样子好\n，技术人员吃住在工地，每天检查\n程的质量和进度，发现的问题当场\n解决，不留隐患，保证按时完工。";
    same(page);
}

#[test]
fn the_noise_can_be_had_back() {
    let page = COLUMN.replace("机器\n轰鸣", "机器 |\n| 轰鸣").replace("五万\n", "五万\nSS\n");
    let mut doc = repaired(&page);
    while doc.text.pop_layer().is_some() {}
    assert_eq!(doc.text.as_str(), page);
}

#[test]
fn tables_drawn_with_bars_stay() {
    let rows = "| 甲厂 | 水泥三号 | 正在试产 |\n".repeat(6);
    same(&format!("{COLUMN}\n{rows}"));
}

#[test]
fn stops_alone_prove_no_noise() {
    // Many commas end lines, and some begin them: a program wrapped it. Two notes have marks of their own.
    let lines = "入冬以来县里的水利工地上机器声\n，三千多名干部群众正在清理干渠，\n今年计划改造渠道并新建泵站五座，\n可以新增灌溉面积五万亩左右的地\n，也能够改善灌溉面积十二万亩了\n";
    same(&lines.repeat(6));
}
