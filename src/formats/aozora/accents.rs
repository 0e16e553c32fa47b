//! Accented Latin letters of 青空文庫. Old Japanese encodings lack them, so texts write a letter and a sign within 〔
//! and 〕 (アクセント分解: `〔e'tude〕`).

/// The accent signs. Each comes with pairs of a plain letter and its accented form; the sign follows the letter.
const ACCENTS: [(char, &str); 9] = [
    ('`', "AÀEÈIÌOÒUÙaàeèiìoòuù"),
    ('\'', "AÁCĆEÉIÍLĹNŃOÓRŔSŚUÚYÝZŹaácćeéiílĺnńoórŕsśuúyýzź"),
    ('^', "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷ"),
    ('~', "AÃIĨNÑOÕUŨaãiĩnñoõuũ"),
    (':', "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿ"),
    ('&', "AÅUŮaåuů"),
    (',', "CÇGĢKĶLĻNŅRŖSŞTŢcçgģkķlļnņrŗsştţ"),
    ('_', "AĀEĒIĪOŌUŪaāeēiīoōuū"),
    ('/', "OØoøLŁlłHĦhħDĐdđ"),
];

/// Ligatures and other characters that are not an accented letter.
const SPECIAL_LETTERS: [(&str, &str); 7] = [
    ("AE&", "Æ"),
    ("ae&", "æ"),
    ("OE&", "Œ"),
    ("oe&", "œ"),
    ("s&", "ß"),
    ("!@", "¡"),
    ("?@", "¿"),
];

/// Composes the accented letters of a bracket's content. `None` if `inside` has no such letter.
pub(crate) fn compose_accents(inside: &str) -> Option<String> {
    let mut out = String::new();
    let mut is_any = false;
    let mut rest = inside;
    while let Some(c) = rest.chars().next() {
        let found = special_letter(rest).or_else(|| accented_letter(rest));
        is_any |= found.is_some();
        let (len, words) = found.unwrap_or((c.len_utf8(), rest.get(..c.len_utf8())?.to_owned()));
        out.push_str(&words);
        rest = rest.get(len..).unwrap_or_default();
    }
    is_any.then_some(out)
}

fn special_letter(rest: &str) -> Option<(usize, String)> {
    let mut all = SPECIAL_LETTERS.iter();
    let (written, letter) = all.find(|(written, _)| rest.starts_with(written))?;
    Some((written.len(), (*letter).to_owned()))
}

fn accented_letter(rest: &str) -> Option<(usize, String)> {
    let mut two = rest.chars();
    let letter = two.next().filter(char::is_ascii_alphabetic)?;
    let sign = two.next()?;
    // A comma or colon between words is ordinary punctuation.
    let is_between = match (sign, two.next()) {
        (',', after) => !after.is_some_and(char::is_alphabetic),
        (':', after) => after.is_some_and(char::is_whitespace),
        _ => false,
    };
    if is_between {
        return None;
    }
    let (_, pairs) = ACCENTS.iter().find(|(known, _)| *known == sign)?;
    let mut pairs = pairs.chars();
    while let (Some(plain), Some(accented)) = (pairs.next(), pairs.next()) {
        if plain == letter {
            return Some((2, accented.to_string()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_signs_are_letters_with_accents() {
        for (written, want) in [
            ("e'tude", Some("étude")),
            ("fu:r c,a n~o o/", Some("für ça ño ø")),
            ("AE&gir a^me Stra s&e", Some("Ægir âme Stra ße")),
            ("plain words, no: nothing", None),
            ("注：底本のまま", None),
            ("", None),
        ] {
            assert_eq!(compose_accents(written).as_deref(), want, "{written}");
        }
    }
}
