//! Tables of words that numbers count in titles, and of words that are only quantities.

/// Kind of part that a label heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// Appendix; letters may count it.
    Appendix,
    /// Chapter outside the main story.
    Extra,
    /// Part that may be the only one of its kind.
    Part,
    /// Item, or part of a text; only accepted in a sequence.
    Item,
    /// Item whose label is itself a letter. Other letters do not count it.
    Letter,
}

/// Labels that numbers count in titles, with the kind of part they head.
pub(crate) const LABELS: [(&str, LabelKind); 32] = [
    ("附录", LabelKind::Appendix),
    ("附錄", LabelKind::Appendix),
    ("附件", LabelKind::Appendix),
    ("附表", LabelKind::Appendix),
    ("附图", LabelKind::Appendix),
    ("付録", LabelKind::Appendix),
    ("別表", LabelKind::Appendix),
    ("別紙", LabelKind::Appendix),
    ("別記様式", LabelKind::Appendix),
    ("様式", LabelKind::Appendix),
    ("부록", LabelKind::Appendix),
    ("별표", LabelKind::Appendix),
    ("별지", LabelKind::Appendix),
    ("番外", LabelKind::Extra),
    ("外传", LabelKind::Extra),
    ("外傳", LabelKind::Extra),
    ("案例", LabelKind::Part),
    ("问题", LabelKind::Item),
    ("专题", LabelKind::Item),
    ("单元", LabelKind::Item),
    ("模块", LabelKind::Item),
    ("项目", LabelKind::Item),
    ("任务", LabelKind::Item),
    ("实验", LabelKind::Item),
    ("练习", LabelKind::Item),
    ("步骤", LabelKind::Item),
    ("范文", LabelKind::Item),
    ("情境", LabelKind::Item),
    ("课题", LabelKind::Item),
    ("レッスン", LabelKind::Item),
    ("ステップ", LabelKind::Item),
    ("Q", LabelKind::Letter),
];

/// Returns the kind of the label with this place in [`LABELS`].
pub(crate) fn label_kind(index: u8) -> LabelKind {
    let label = LABELS.get(usize::from(index));
    label.map_or(LabelKind::Item, |(_, heads)| *heads)
}

/// English words that numbers count, with the rank of the part they head.
pub(crate) const ENGLISH_UNITS: [(&str, u8); 13] = [
    ("chapter", 20),
    ("part", 9),
    ("book", 8),
    ("volume", 10),
    ("section", 30),
    ("episode", 20),
    ("appendix", 20),
    ("act", 20),
    ("lesson", 20),
    ("lecture", 20),
    ("unit", 12),
    ("module", 12),
    (SHORT_CHAPTER, 20),
];
/// Short form of chapter, mostly used in file names.
pub(crate) const SHORT_CHAPTER: &str = "ch";

/// Returns whether one of [`LABELS`] starts with `c`. A list, not a search, because it is called for every
/// line.
pub fn may_start_label(c: char) -> bool {
    matches!(
        c,
        '附' | '付'
            | '別'
            | '様'
            | '별'
            | '番'
            | '外'
            | '案'
            | '问'
            | '专'
            | '单'
            | '模'
            | '项'
            | '任'
            | '实'
            | '练'
            | '步'
            | '范'
            | '情'
            | '课'
            | 'レ'
            | 'ス'
            | 'Q'
            | '부'
    )
}

/// Returns the simplified form of a unit of 第N…; `None` for other characters.
pub(crate) fn canonical_unit(c: char) -> Option<char> {
    Some(match c {
        '编' | '編' => '编',
        '部' | '부' => '部',
        '卷' | '巻' | '권' => '卷',
        '集' => '集',
        '册' | '冊' => '册',
        '辑' | '輯' => '辑',
        '季' => '季',
        '章' | '장' => '章',
        '回' | '회' => '回',
        '篇' | '편' => '篇',
        '折' => '折',
        '幕' | '막' => '幕',
        '话' | '話' | '화' => '话',
        '讲' | '講' | '강' => '讲',
        '课' | '課' | '과' => '课',
        '则' | '則' => '则',
        '出' | '齣' => '出',
        '场' | '場' => '场',
        '节' | '節' | '절' => '节',
        '条' | '條' | '조' => '条',
        _ => return None,
    })
}

/// Units of two characters, which require a separator after them.
pub(crate) const LONG_UNITS: [(&str, char); 12] = [
    ("分编", '纂'),
    ("分編", '纂'),
    ("封信", '信'),
    ("部分", '分'),
    ("单元", '元'),
    ("單元", '元'),
    ("乐章", '乐'),
    ("樂章", '乐'),
    ("板块", '块'),
    ("模块", '块'),
    ("阶段", '段'),
    ("小节", '小'),
];

/// Returns whether `next` joins a unit to another word: 第三回合 does not count 回.
pub(crate) fn is_compound_suffix(unit: char, next: char) -> bool {
    let set = match unit {
        '回' => "合來来事去头頭答忆憶到家想归歸应應",
        '部' => "分队隊门門长長位落署委件下赛賽游族是",
        '节' => "课課日目省约約奏点點气氣选選俭儉",
        '集' => "合团團中体體会會和市训訓",
        '章' => "程法",
        '篇' => "章幅张張文论論",
        '卷' => "入起土发發",
        '幕' => "后後僚",
        '讲' => "话話解述究道台",
        '课' => "程堂题題",
        '话' => "题題说說语語筒剧劇",
        '折' => "扣叠腾疊騰",
        '场' => "和比合电電是面景地",
        '季' => "度节節军軍",
        '出' => "现現来來口去生版",
        '条' => "件例款约約目件理",
        '则' => "是",
        '册' => "子",
        _ => "",
    };
    set.contains(next)
}

/// Returns whether `c` counts quantities, not titles: 第一次, 1998年.
pub(crate) fn is_counter(c: char) -> bool {
    "次个個天届屆批步类類种種名位年月日时時分秒号號人万萬亿億元米吨噸倍度岁歲％%℃件项項点點楼樓层層级級代线線只隻条條家户戶斤里公克余多几幾来來"
        .contains(c)
}

/// Relation of a number to the word after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CounterUse {
    /// Quantity: 5 公里, 5 月 1 日.
    Quantity,
    /// Quantity (3 人受伤) or title (3 人为什么走); the numbers around it decide.
    Ambiguous,
    /// Title: 5 公司.
    Title,
}

/// Classifies `rest`, the text after a number and a blank.
pub fn counter_use(rest: &str) -> CounterUse {
    let mut chars = rest.chars();
    let Some(counter) = chars.next().filter(|c| is_counter(*c)) else {
        return CounterUse::Title;
    };
    match chars.next() {
        Some(next) if word_suffixes(counter).contains(next) => CounterUse::Title,
        Some(next) if next.is_alphabetic() && !measure_suffixes(counter).contains(next) => {
            CounterUse::Ambiguous
        }
        Some(_) | None => CounterUse::Quantity,
    }
}

/// Classifies `rest`, the text directly after a number: 3个人 counts three people.
pub(crate) fn adjacent_counter_use(rest: &str) -> CounterUse {
    let mut chars = rest.chars();
    let counter = chars.next().filter(|c| is_counter(*c));
    match counter.zip(chars.next()) {
        Some((counter, next)) if measure_suffixes(counter).contains(next) => CounterUse::Quantity,
        _ => counter_use(rest),
    }
}

/// Returns characters that extend a counter to a measure: 公里, 分钟.
fn measure_suffixes(counter: char) -> &'static str {
    match counter {
        '公' => "里斤顷頃尺分升",
        '分' => "钟鐘之",
        '年' => "代前后後来來间間内內多",
        '月' => "份底初",
        '点' | '點' => "钟鐘半多",
        '万' | '萬' | '亿' | '億' => "元人多吨噸余亩畝件",
        '人' => "次份",
        '个' | '個' => "月人小",
        '平' | '立' => "方",
        _ => "",
    }
}

/// Returns characters that extend a counter to an ordinary word: 步骤, 类型.
fn word_suffixes(counter: char) -> &'static str {
    match counter {
        '次' => "要数數序生",
        '个' | '個' => "人体體性案别別",
        '批' => "评評判量发發准",
        '步' => "骤驟",
        '类' | '類' => "型别別比",
        '种' | '種' => "植子群类類",
        '名' => "词詞称稱单單义義家录錄",
        '位' => "置移于於",
        '年' => "度龄齡鉴鑑谱譜表",
        '月' => "度",
        '日' => "常志誌程记記本期",
        '时' | '時' => "间間代期序空效",
        '分' => "析类類布佈工配期数數组組部级級段享层層销銷支解析歧",
        '号' | '號' => "召",
        '人' => "员員口才物工类類群文事力性机機民际際",
        '元' => "素数數年旦",
        '度' => "量",
        '项' | '項' => "目",
        '点' | '點' => "评評",
        '层' | '層' => "次级級面",
        '级' | '級' => "别別联聯",
        '代' => "码碼表理价價数數",
        '线' | '線' => "性路下上索程",
        '条' | '條' => "件例款",
        '家' => "庭族长長谱譜乡鄉",
        '户' | '戶' => "外籍",
        '里' => "程",
        '公' => "司众眾共开開式园園路民告文务務平益",
        '多' => "元样樣媒维維目数數",
        '几' => "何",
        '来' | '來' => "源历歷",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_told_by_its_first_character() {
        for (label, _) in LABELS {
            let first = label.chars().next().expect("a label has characters");
            assert!(may_start_label(first), "{label}");
        }
    }
}
