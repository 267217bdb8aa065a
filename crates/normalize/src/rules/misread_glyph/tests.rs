use crate::rules::testing::all_turn;

/// A paragraph that a column cut: the document was read from a page.
fn page(text: &str) -> String {
    format!("全县上下要始终坚持党对各项工作的绝对领\n\n导，把好方向，确保各项任务落实到位。\n\n{text}\n")
}

fn repaired(text: &str) -> String {
    format!("全县上下要始终坚持党对各项工作的绝对领导，把好方向，确保各项任务落实到位。\n\n{text}\n")
}

#[test]
fn one_reading_is_known() {
    for (misread, text) in [
        ("会议强调，要全面贯彻党的方针政箫，做好各项工作。", "会议强调，要全面贯彻党的方针政策，做好各项工作。"),
        ("各级人芪政府应当加强对这项工作的领导。", "各级人民政府应当加强对这项工作的领导。"),
    ] {
        all_turn(&page(misread), &repaired(text));
    }
}

#[test]
fn names_and_what_is_printed_twice_stay() {
    for text in [
        "记者李铧在甪直古镇见到了手艺人周嵘和他的徒弟。",
        "欸乃号游船昨天下水，欸乃号的船长是本地人。",
        "村民们把这种鱼叫作鳡条，鳡条生长很快。",
    ] {
        all_turn(&page(text), &repaired(text));
    }
}

#[test]
fn a_word_over_the_border_of_two_words_is_no_proof() {
    let text = "服务员只负责撤盘子，不负责换台布，台布很旧。";
    all_turn(&page(text), &repaired(text));
}

#[test]
fn a_text_that_was_typed_is_left_alone() {
    let text = "会议强调，要全面贯彻党的方针政箫，做好各项工作。\n";
    all_turn(text, text);
}
