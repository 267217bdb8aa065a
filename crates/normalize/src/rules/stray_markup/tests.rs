use crate::rules::testing::{same, turns};

#[test]
fn headings_quotations_and_rules() {
    turns("# 一号文件\n\n##二、任务\n### 三 ###\n正文。", "一号文件\n\n二、任务\n三\n正文。");
    turns("> 编者按：本期专版。\n>\n> 3月刊发。", "编者按：本期专版。\n\n3月刊发。");
    turns("甲。\n\n---\n\n乙。\n* * *\n丙。", "甲。\n\n\n\n乙。\n\n丙。");
    same("#乡村振兴#成为热词");
    same("#1楼发生故障，#3楼正常。");
    same(">5%的地区，增速>3。");
    same("- 甲项\n* 乙项\n+ 丙项\n1. 丁项");
    same("签字：______");
}

#[test]
fn emphasis() {
    turns("**建起一套机制**", "建起一套机制");
    turns("**背景：**全县**重点任务**，已完成。*（记者 某某）*", "背景：全县重点任务，已完成。（记者 某某）");
    turns("**甲乙****丙丁**", "甲乙丙丁");
    turns("他强调，***坚决***落实。", "他强调，坚决落实。");
    turns("~~删去的话~~保留", "删去的话保留");
    same("3*4=12，5*6=30，长*宽*高。");
    same("变量a_b_c与文件名x_y。");
    same("当事人张**与李**达成协议。");
    same("*ST甲和*ST乙停牌。");
    same("*注：数据来源于年鉴。");
    same("系数为0.52**、0.61**，均显著。");
    same("尾号138****1234的手机");
}

#[test]
fn links_images_and_escapes() {
    turns("据[人民网](http://example.com/a)报道", "据人民网报道");
    turns("![](a.png)甲", "甲");
    turns("![图片1](a.png)\n甲", "\n甲");
    turns("![村民在田间插秧](images/1.jpg)", "村民在田间插秧");
    same("见附表[1](略)和[注](见下页)。");
    turns("增长$42\\%$，共$110$家，1\\. 甲\\*乙", "增长42%，共110家，1. 甲*乙");
    same(r"路径C:\*.txt，见D:\_数据。");
}

#[test]
fn html() {
    turns("<p>第一段。</p><p>第二段<br/>第三行</p>", "第一段。\n第二段\n第三行");
    turns("<span style=\"a>b\">甲</span><!-- 注 -->乙", "甲乙");
    turns("共300m<sup>2</sup>，CO<sub>2</sub>", "共300m²，CO₂");
    turns("&ldquo;两山&rdquo;&mdash;&mdash;理念&#12290;&nbsp&nbsp;", "“两山”——理念。  ");
    turns("甲&amp;nbsp;乙&lt;br&gt;丙", "甲 乙\n丙");
    turns("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲\t乙\n");
    same("若x<y且a>b，则AT&T胜；R&D;投入。");
    same("<未命名>与<Unknown tag here");
}

#[test]
fn tables() {
    turns("| 市 | 产量 |\n|---|---:|\n| 甲 | 3 |\n| 乙 | 4 |\n", "市\t产量\n\n甲\t3\n乙\t4\n");
    same("首页 | 新闻 | 财经");
}

#[test]
fn fences_and_english() {
    turns("```markdown\n# 标题\n正文内容。\n```", "\n标题\n正文内容。\n");
    same("```\nlet x = 1;\n```\n说明：以上为代码。");
    same("# Title\n\n**bold** and `code` &amp; <br>");
}

#[test]
fn commands_comments_and_drawls_stay() {
    same("先输入下面的命令：\n\n# apt-get install vim\n\n    # 这是一条注释\n    my $name = \\$other;\n");
    same("字大纸好~~孩子喜欢~~下次再来");
    same("书不错``看完了``推荐");
    same("文件 \"*.tar.gz\" 和 \"*.deb\" 都可以浏览。");
    same("口令的写法是$1$vXGZ，很长。");
}
