use crate::formats::plain::PlainDocument;
use crate::source::windows::Source;
use crate::views::reflow;

fn title(text: &str) -> Option<String> {
    let source = Source::Owned(text.as_bytes().to_vec());
    let found = reflow::open(PlainDocument::new("a", source));
    found.title_lines(found.first()).map(|found| found.words)
}

#[test]
fn a_short_line_that_is_set_apart_is_the_title() {
    let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n";
    for head in [
        "河边的树\n\n",
        "河边的树\n",
        "　　　　　河边的树\n\n　　　　　张小河\n\n",
        "河边的树\n——2019年3月5日在会上\n\n",
        "河边的树\n作者：张小河\n\n",
        "\n\n河边的树\n（一九八〇年）\n",
    ] {
        assert_eq!(
            title(&format!("{head}{body}{body}")).as_deref(),
            Some("河边的树"),
            "{head}"
        );
    }
    for text in [
        String::new(),
        "河边的树".to_owned(),
        body.repeat(3),
        format!("第一章 出门\n\n{body}"),
        format!("作者：张小河\n\n{body}"),
        format!("“你来了”\n\n{body}"),
        format!("他说完，走了\n\n{body}"),
        format!("　　天黑了\n　　他走了\n{body}"),
    ] {
        assert_eq!(title(&text), None, "{text}");
    }
}

#[test]
fn documents_papers_and_novels_have_titles() {
    let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n";
    for (head, want) in [
        (
            "青河市人民政府文件\n\n青政发〔2024〕1号\n\n关于印发《青河市桥梁办法》的通知\n\n各区县：\n\n",
            "关于印发《青河市桥梁办法》的通知",
        ),
        (
            "青河市人民政府关于加强桥梁\n养护工作的通知\n\n各区县：\n",
            "青河市人民政府关于加强桥梁养护工作的通知",
        ),
        (
            "关于养护桥梁的通知\n青政发〔2024〕1号\n\n各区县：\n\n",
            "关于养护桥梁的通知",
        ),
        (
            "青河市人民政府\n关于养护桥梁的通知\n青政办函(2024)12號\n\n各区县：\n\n",
            "青河市人民政府关于养护桥梁的通知",
        ),
        (
            "房屋租赁合同\n\n甲方：张大河\n乙方：李小桥\n\n",
            "房屋租赁合同",
        ),
        (
            "市政府常务会议纪要\n〔2024〕第5期\n\n",
            "市政府常务会议纪要",
        ),
        (
            "令和８年度　事業計画（案）\n\n１　橋\n\n",
            "令和８年度　事業計画（案）",
        ),
        (
            "河上的桥，我都走过\n作者：张大河\n\n第一章 出门\n\n",
            "河上的桥，我都走过",
        ),
        ("转眼一万年\n\n楔子\n\n", "转眼一万年"),
        ("河东\n一\n", "河东"),
        ("桥梁\n本报记者　张大河\n\n", "桥梁"),
        (
            "桥与人\n──在会上的演讲\n\n主讲：张大河\n\n各位同学：\n\n",
            "桥与人",
        ),
        ("十二桥\n又名《桥》清 李河撰\n\n序\n\n", "十二桥"),
        ("《河》\n作者：张大河\n\n第一章 出门\n\n", "河"),
        ("书名：河边\n作者：张大河\n\n", "河边"),
        ("《河边》作者：张大河\n\n", "河边"),
        ("橋の話\n\n夏河　著\n\n", "橋の話"),
        (
            "강가의 다리\n김하늘 장편소설\n\n제1장 강\n\n",
            "강가의 다리",
        ),
        (
            "河上桥梁的成因——以青河为例\n\n张大河，李小桥\n\n摘　要：桥。\n\n",
            "河上桥梁的成因——以青河为例",
        ),
    ] {
        assert_eq!(
            title(&format!("{head}{body}")).as_deref(),
            Some(want),
            "{head}"
        );
    }
}

#[test]
fn letters_logs_lists_and_tables_have_none() {
    let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n".repeat(2);
    for head in [
        "尊敬的王局长：\n\n",
        "亲爱的妈妈：\n",
        "拝啓　春の候となりました。\n\n",
        "2024-01-05 10:00:01 INFO 桥\n2024-01-05 10:00:02 INFO 河\n",
        "牛奶\n面包\n鸡蛋\n",
        "县名\t人口\t村\n甲县\t42\t3\n\n",
        "县名　　人口　　村庄\n甲县　　42　　3\n\n",
        "妈妈\n\n",
        "张三（13800000000）\n\n",
        "今日要闻 2024年3月5日 星期二\n\n",
        "河桥志卷之上\n\n",
        "目　录\n\n第一章 出门\n\n",
        "前言\n\n",
        "最新网址：www.example.com\n\n",
        "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n\n",
        "# 桥\n\n",
        "- 桥\n\n",
        "fn main() {\n\n",
    ] {
        assert_eq!(title(&format!("{head}{body}")), None, "{head}");
    }
    for text in ["", "\n\n\n", "桥", "桥\n河\n", &"桥".repeat(100_000)] {
        assert_eq!(title(text), None);
    }
}

#[test]
fn the_title_of_the_first_of_many_pieces_is_not_that_of_the_text() {
    let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n".repeat(6);
    let pieces = ["河边的树", "山上的雪", "桥下的船", "城里的雨", "路边的花"];
    let text = pieces.map(|piece| format!("{piece}\n\n{body}\n")).concat();
    assert_eq!(title(&text), None);
}

#[test]
fn the_first_of_long_pieces_stays_in_the_outline() {
    let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n".repeat(600);
    let pieces = ["河边的树", "山上的雪", "桥下的船", "城里的雨"];
    let text = pieces.map(|piece| format!("{piece}\n\n{body}\n")).concat();
    let source = Source::Owned(text.into_bytes());
    let doc = reflow::open(PlainDocument::new("a", source));
    let titles: Vec<String> = doc
        .whole_outline()
        .headings
        .iter()
        .map(|heading| heading.title.to_string())
        .collect();
    assert_eq!(titles, pieces);
}

#[test]
fn a_preface_above_chapters_is_not_the_title() {
    let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n\n".repeat(3);
    for (preface, parts) in [
        (
            "《河边记》序",
            ["第一章　出门", "第二章　过河", "第三章　归来"],
        ),
        ("重刻河邊集序", ["卷上", "卷中", "卷下"]),
        ("河邊經序", ["河邊經卷第一", "河邊經卷第二", "河邊經卷第三"]),
        (
            "『川の記』序文",
            ["第一章　出発", "第二章　川", "第三章　帰り"],
        ),
        (
            "《강의 기록》 서문",
            ["제1장 출발", "제2장 강", "제3장 귀환"],
        ),
    ] {
        let parts = parts.map(|part| format!("{part}\n\n{body}")).concat();
        let text = format!("{preface}\n\n{body}{parts}");
        assert_eq!(title(&text), None, "{preface}");
    }
    // A preface alone is an essay.
    let text = format!("河边集序\n\n{body}");
    assert_eq!(title(&text).as_deref(), Some("河边集序"));
}

/// Returns the lines of the title block, with `=` before those of the title and `+` before the others.
fn block(text: &str) -> String {
    let source = Source::Owned(text.as_bytes().to_vec());
    let doc = reflow::open(PlainDocument::new("a", source));
    let Some(found) = doc.title_lines(doc.first()) else {
        return String::new();
    };
    let words = |pos: &crate::doc::Pos| doc.block_at(*pos).text.trim().to_owned();
    let title = found.title.iter().map(|pos| format!("={}", words(pos)));
    let others = found.others.iter().map(|pos| format!("+{}", words(pos)));
    title.chain(others).collect()
}

#[test]
fn the_lines_between_the_title_and_the_first_gap_are_one_block() {
    let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n";
    for (head, want) in [
        ("井边集\n赵河清\n\n旧屋\n\n", "=井边集+赵河清"),
        (
            "春季学期考试\n七年级语文\n（时间：90分钟）\n\n",
            "=春季学期考试+七年级语文+（时间：90分钟）",
        ),
        (
            "“修进桥里”\n——访秦守义\n\n本刊记者　叶知秋\n\n",
            "=“修进桥里”+——访秦守义+本刊记者　叶知秋",
        ),
        (
            "学习考察行程\n（4月7日—11日）\n\n",
            "=学习考察行程+（4月7日—11日）",
        ),
        (
            "河的研究\n\n王思远1，李静1,2\n（1. 南山大学，重庆）\n\n",
            "=河的研究+王思远1，李静1,2+（1. 南山大学，重庆）",
        ),
        ("表1\n县名\t人口\n甲县\t42\n\n", "=表1"),
        (
            "入围名单\n姓名　单位　职务\n李强　局里　局长\n\n",
            "=入围名单",
        ),
        (
            "河的研究\n张三　李小四　王五\n\n",
            "=河的研究+张三　李小四　王五",
        ),
        ("校务会\n时间：三月五日\n地点：二楼\n\n", "=校务会"),
        ("家常菜\n\n回锅肉\n\n", "=家常菜"),
        ("件名：打ち合わせ\n\n", ""),
        ("孤刀\n冷月\n\n序章\n\n", "=孤刀+冷月"),
        ("株式会社北国\n佐藤様\n\n", ""),
        ("사랑하는 어머니께\n\n", ""),
        ("考察安排\n\n4月7日（星期一）\n08:30 出发\n\n", "=考察安排"),
        (
            "地域の研究\n\n佐藤　健一*・田中　美咲**\n*北国大学　**南国大学\n\n",
            "=地域の研究+佐藤　健一*・田中　美咲**+*北国大学　**南国大学",
        ),
        (
            "あたまでっかち\n\n下村千秋\n\n一\n\n",
            "=あたまでっかち+下村千秋",
        ),
    ] {
        assert_eq!(block(&format!("{head}{body}{body}")), want, "{head}");
    }
    assert_eq!(block(&"山路\n\n水路\n".repeat(9)), "");
    let poem = "雨巷之后\n一把伞\n撑开了街\n\n没有人\n走来\n\n只有雨\n一滴\n";
    assert!(!block(poem).contains('+'));
}
