use super::*;

/// Returns the text with a bar at every break opportunity.
fn with_bars(text: &str, kinsoku: Kinsoku, kana: SmallKana) -> String {
    let mut out = String::new();
    for (c, b) in text.chars().zip(break_opportunities(text, kinsoku, kana)) {
        if b != Break::Prohibited {
            out.push('|');
        }
        out.push(c);
    }
    out
}

#[test]
fn chinese_marks_break_as_chinese_wants_them() {
    for want in [
        "老|板|说|“OK”|就|走",
        "他|说|\"你|好\"|走|了",
        "那|是|Tom’s",
        "比|尔·|盖|茨",
        "三|十～|五|十",
        "北|京—|上|海",
        "真|的|——|不",
        "300|元/人",
        "事|件[12]|发|生",
        "选|①|②|③|都",
        "3×4",
        "５０％|的",
        "他|说：|“你|好！”|然|后",
        "走|了……|再",
        "（“见|图”）|就",
        "わ|た|しょ|う",
        "他|说|'你|好'|走|了",
        "那|是|Tom's",
        "了|«战|争»|吧",
        "读|＂书＂|否",
        "said “OK” to",
    ] {
        let text = want.replace('|', "");
        let want = want.replace("said “OK” to", "said |“OK” |to");
        assert_eq!(with_bars(&text, Kinsoku::Gb, SmallKana::Bound), want);
    }
}

#[test]
fn signs_of_comparison_around_words_are_brackets() {
    for want in [
        "类|型|<值>|与|＜值＞|同",
        "见|≪书≫|吗",
        "收|Vec<T>|了",
        "홍|길|동|<전>|을",
        "而|3<5|的",
        "由|a-|>b|来|<c>|的",
        "若|甲|<|乙，|则|丙。|而|丁|>|戊",
        "甲|<=|乙|=>|丙",
        "甲|<|乙 |>|丙",
    ] {
        let text = want.replace('|', "");
        assert_eq!(with_bars(&text, Kinsoku::Gb, SmallKana::Bound), want);
    }
}

#[test]
fn the_levels_of_kinsoku_differ_in_the_solidus_the_dash_and_none() {
    for (kinsoku, want) in [
        (Kinsoku::None, "元/|人|（|见|。|）|了|……|的|——|不"),
        (Kinsoku::Basic, "元/|人|（见。）|了……|的|——|不"),
        (Kinsoku::Gb, "元/人|（见。）|了……|的|——|不"),
        (Kinsoku::Strict, "元/人|（见。）|了……|的——|不"),
    ] {
        assert_eq!(
            with_bars("元/人（见。）了……的——不", kinsoku, SmallKana::Bound),
            want
        );
    }
}

#[test]
fn small_kana_start_a_line_where_they_may() {
    assert_eq!(
        with_bars("わたしはちょっと〜カー", Kinsoku::Gb, SmallKana::Free),
        "わ|た|し|は|ち|ょ|っ|と|〜|カ|ー"
    );
}
