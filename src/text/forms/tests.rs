use super::*;

fn fold(text: &str, level: Level) -> Vec<String> {
    let folding = Folding {
        level,
        case: CaseRule::Smart.letter_case("", level),
    };
    let texts = atoms(text, folding)
        .into_iter()
        .map(|part| match part.atom {
            Atom::Single(c) => c.to_string(),
            Atom::Sequence(text) => text.into(),
        });
    texts.collect()
}

#[test]
fn clusters_fold_to_their_letters() {
    for (text, forms, variants) in [
        ("Ａb", "a b", "a b"),
        ("ｶﾞカ\u{3099}が", "ガ ガ が", "ガ ガ ガ"),
        ("ﬁ㎏㌔", "f i k g キ ロ", "f i k g キ ロ"),
        ("①⑴㈱", "① ⑴ ( 株 )", "① ⑴ ( 株 )"),
        ("éße\u{301}", "é ß é", "e s s e"),
        ("İẞ", "İ ß", "i s s"),
        ("й", "й", "й"),
        ("x²\u{200B}y", "x 2 y", "x 2 y"),
        ("a\u{3000} b", "a   b", "a   b"),
        ("゛￣⽅⻓", "゛ ￣ 方 长", "゛ ￣ 方 长"),
        ("︙︰", "… ‥", "… ‥"),
        ("각", "각", "각"),
        ("ㄱﾡ", "ᄀ ᄀ", "ᄀ ᄀ"),
        ("関ヶ", "関 ヶ", "関 ケ"),
    ] {
        assert_eq!(fold(text, Level::Forms).join(" "), forms, "{text}");
        assert_eq!(fold(text, Level::Variants).join(" "), variants, "{text}");
    }
    assert_eq!(
        fold("神カ\u{3099}ｶﾞ", Level::Exact),
        ["神", "ガ", "ｶ\u{FF9E}"]
    );
}

#[test]
fn forms_of_a_letter_are_those_that_fold_to_it() {
    let forms = |letter: char, level| {
        let folding = Folding {
            level,
            case: CaseRule::Smart.letter_case("", level),
        };
        letter_forms(&Atom::Single(letter), folding, VariantScope::Common)
    };
    let han = forms('发', Level::Variants);
    assert_eq!(han.whole, ['发', '発', '發', '髪', '髮']);
    assert_eq!(han.partial, []);
    assert_eq!(forms('神', Level::Exact).whole, ['神', '\u{FA19}']);
    let latin = forms('g', Level::Forms);
    assert!(
        ['g', 'G', 'ｇ', 'Ｇ', '𝐠']
            .iter()
            .all(|c| latin.whole.contains(c))
    );
    assert!(['㎏', '㎎'].iter().all(|c| latin.partial.contains(c)));
    let kana = forms('ガ', Level::Variants);
    assert_eq!(kana.whole, ['が', 'ガ']);
    assert!(['か', 'カ', 'ｶ'].iter().all(|c| kana.partial.contains(c)));
    let syllable = forms('각', Level::Exact);
    assert!(
        syllable.whole == ['각']
            && ['\u{1100}', '가']
                .iter()
                .all(|c| syllable.partial.contains(c))
    );
}

#[test]
fn forms_are_complete() {
    // Every code point is among the forms of each letter it folds to.
    for level in [Level::Exact, Level::Forms, Level::Variants] {
        let folding = Folding {
            level,
            case: CaseRule::Smart.letter_case("", level),
        };
        let mut known = std::collections::HashMap::new();
        for c in ('\0'..='\u{FFFF}')
            .chain('\u{1D400}'..='\u{1FBFF}')
            .chain('\u{2F800}'..='\u{2FA1F}')
        {
            if matches!(c, '\u{3500}'..='\u{9F00}' | '\u{AC80}'..='\u{D700}' | '\u{E000}'..='\u{F8FF}')
            {
                continue;
            }
            let folded = atoms(c.encode_utf8(&mut [0; 4]), folding);
            for part in &folded {
                let forms: &LetterForms = known
                    .entry(part.atom.clone())
                    .or_insert_with_key(|atom| letter_forms(atom, folding, VariantScope::Common));
                let list = if folded.len() == 1 {
                    &forms.whole
                } else {
                    &forms.partial
                };
                assert!(
                    list.contains(&c),
                    "{c:?} of {:?} at {level:?}: {forms:?}",
                    part.atom
                );
            }
        }
    }
}
