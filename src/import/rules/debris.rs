//! Lines that sites leave in what is copied from them: where else to read, what to bookmark, which page
//! comes next. A line is one only as a whole and by its first words; whatever might be a sentence of the
//! text is none. Nothing longer than [`LONGEST`] is looked at.

use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Longest line that is looked at, in bytes.
const LONGEST: usize = 600;

/// A kind of debris: what its lines begin with, and of what they have to have something in each list.
struct Kind {
    starts: &'static [&'static str],
    holds: &'static [&'static [&'static str]],
}

/// Stands for an address of a site in the lists.
const ADDRESS: &str = "@";

/// Words for what is read on such sites.
const SITES: &[&str] = &[
    ADDRESS,
    "小说网",
    "小說網",
    "中文网",
    "中文網",
    "文学网",
    "文學網",
    "书屋",
    "書屋",
    "书吧",
    "書吧",
    "书网",
    "書網",
    "论坛",
    "論壇",
    "笔趣",
    "筆趣",
    "书库",
    "書庫",
    "下载站",
    "下載站",
    "手打",
    "无弹窗",
    "無彈窗",
    "电子书",
    "電子書",
];

#[rustfmt::skip]
const KINDS: &[Kind] = &[
    Kind {
        starts: &["本章未完", "本章還未完", "本章还未完", "本章没完", "本节未完", "本節未完", "这章没有结束", "這章沒有結束", "小主子，这个章节后面还有", "小主，这个章节后面还有"],
        holds: &[&["下一页", "下一頁", "翻页", "翻頁", "后面更精彩", "後面更精彩", "继续阅读", "繼續閱讀"]],
    },
    Kind {
        starts: &["手机用户", "手機用戶", "手机版阅读", "手機版閱讀", "手机阅读", "手機閱讀", "手机看书", "手機看書", "手机请访问", "用手机看", "用手機看", "手机站"],
        holds: &[&["阅读", "閱讀", "浏览", "瀏覽", "访问", "訪問", "看书", "看書", "网址", "網址"], &[ADDRESS, "本书", "本書", "本站", "体验", "體驗", "同步", "小说", "小說"]],
    },
    Kind {
        starts: &["请记住本", "請記住本", "请牢记本", "請牢記本", "记住本站", "記住本站", "请记住我们的", "一秒记住", "一秒記住", "一秒钟记住", "天才一秒", "天才壹秒", "天才1秒", "天才１秒", "请大家记得我们的网站", "记住网址", "記住網址"],
        holds: &[&[ADDRESS, "域名", "网址", "網址", "地址", "网站", "網站", "小说", "小說", "免费阅读", "免費閱讀", "无弹窗", "無彈窗"]],
    },
    Kind {
        starts: &["本书由", "本書由", "本小说由", "本小說由", "本电子书由", "本作品由", "电子书由", "小说由", "本书来自", "本書來自", "本小说来自", "本作品来自", "声明：本书", "聲明：本書", "更多免费小说", "更多免費小說", "更多电子书", "更多小说", "更多小說", "更多好书", "更多更新", "看更多小说", "想看更多小说", "您好！您下载", "您下载的小说", "您下載的小說", "本站所有小说", "本站所有小說", "最新章节请", "最新章節請", "看最新章节", "看最新章節", "阅读最新章节", "全文阅读就在"],
        holds: &[SITES, &["阅读", "閱讀", "下载", "下載", "上传", "上傳", "整理", "制作", "製作", "首发", "首發", "更新", "访问", "訪問", "关注", "關注", "收藏", "尽在", "盡在", "提供", "来自", "來自", "光顾", "光顧", "到", "最新"]],
    },
    // These may begin a sentence of any text: the site has to be one of novels by its name.
    Kind {
        starts: &["更多精彩", "更多好看", "更多免费", "更多免費", "想看更多", "看更多", "欢迎光临", "歡迎光臨", "欢迎访问", "歡迎訪問", "欢迎广大书友", "歡迎廣大書友", "支持本站", "最快更新", "请到", "百度搜"],
        holds: &[&["小说网", "小說網", "书屋", "書屋", "书吧", "書吧", "笔趣", "筆趣", "手打", "无弹窗", "無彈窗", "小说，尽在", "小說，盡在"], &["阅读", "閱讀", "更新", "光临", "光臨", "访问", "訪問", "收藏", "尽在", "盡在", "最新", "下载", "下載"]],
    },
    Kind {
        starts: &["本书由", "本書由", "本书为", "声明：本书", "聲明：本書", "声明:本书", "本电子书", "本书仅供", "版权归原作者", "版權歸原作者", "本作品来自互联网"],
        holds: &[&["网络收集", "網絡收集", "网上收集", "互联网", "互聯網", "仅供交流学习", "仅供学习交流", "仅供试阅", "仅供预览", "请购买正版", "請購買正版", "24小时内删除", "24小時內刪除"], &["版权", "版權", "商业用途", "商業用途", "仅供", "僅供", "删除", "刪除", "正版", "本人不做任何负责"]],
    },
    Kind { starts: &["喜欢", "喜歡"], holds: &[&["请大家收藏", "請大家收藏"], &[ADDRESS, "更新", "最快"]] },
    Kind { starts: &["正在手打中", "正在手打", "内容正在手打", "章节正在手打"], holds: &[&["刷新", "重新获取", "获取最新更新"]] },
    Kind {
        starts: &["温馨提示", "溫馨提示", "小提示", "小技巧", "快捷键", "快捷鍵", "按回车", "阅读提示"],
        holds: &[&["返回书目", "返回書目", "返回目录", "返回目錄", "加入书签", "加入書籤"], &["上一页", "上一頁", "下一页", "下一頁", "继续阅读", "繼續閱讀"]],
    },
    Kind { starts: &["看书领现金", "领红包", "書友福利", "书友福利", "现金红包", "送红包", "关注公众号", "关注vx公众号", "微信关注", "你的现金红包"], holds: &[&["公众号", "公眾號"], &["书友大本营", "投资好文", "红包", "现金", "小说", "更新"]] },
];

/// Words on the buttons of a page.
#[rustfmt::skip]
const BUTTONS: &[&str] = &[
    "上一章", "下一章", "上一页", "上一頁", "下一页", "下一頁", "上一节", "下一节", "上一篇", "下一篇", "上页", "下页",
    "目录", "目錄", "返回目录", "返回目錄", "返回书目", "返回書目", "章节目录", "章節目錄", "章节列表", "章節列表", "返回列表", "回目录", "回目錄",
    "加入书签", "加入書籤", "加入书架", "加入書架", "投推荐票", "推荐本书", "推薦本書", "投票推荐", "举报", "报错", "章节错误", "点此举报", "书页", "書頁", "首页", "首頁", "返回首页", "书架", "我的书架",
];

/// What is offered, as far as it is written in one way.
const OFFERED: &str = "最新章";
static OFFER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(OFFERED));
/// Longest name of a book in front of that, in characters.
const NAME: usize = 24;
/// What stands behind 最新章节 in a line that offers them.
#[rustfmt::skip]
const OFFERS: &[&str] = &[
    "免费阅读", "免費閱讀", "在线阅读", "線上閱讀", "全文阅读", "全文閱讀", "无弹窗", "無彈窗", "无广告", "無廣告", "列表", "目录", "TXT", "txt", "最快更新", "更新最快", "首发", "首發", "由", "尽在", "盡在", "抢先看", "搶先看",
];

/// Whether a line is debris.
pub(super) fn is_debris(line: &str) -> bool {
    if line.len() < 9 || line.len() > LONGEST {
        return false;
    }
    let line = line.trim();
    // What somebody says is no debris, whatever it is.
    if line.starts_with(['“', '「', '『', '"', '‘']) {
        return false;
    }
    let core = line.trim_matches(is_ornament);
    is_chapter_end(line, core)
        || (may_start(core) && KINDS.iter().any(|kind| kind.is(core)))
        || is_offer(core)
        || are_buttons(line)
        || is_signature(core)
}

/// Whether a line of some kind may start like this: most do not, and this is asked of every line.
#[rustfmt::skip]
fn may_start(core: &str) -> bool {
    matches!(
        core.chars().next(),
        Some('一' | '书' | '你' | '全' | '关' | '内' | '喜' | '声' | '天' | '小' | '微' | '快' | '您' | '想' | '手'
            | '按' | '支' | '更' | '書' | '最' | '本' | '欢' | '歡' | '正' | '温' | '溫' | '版' | '现' | '用' | '电'
            | '百' | '看' | '章' | '聲' | '記' | '請' | '记' | '请' | '这' | '送' | '這' | '阅' | '领')
    )
}

impl Kind {
    fn is(&self, core: &str) -> bool {
        self.starts.iter().any(|start| core.starts_with(start))
            && self.holds.iter().all(|list| {
                list.iter().any(|word| match *word {
                    ADDRESS => address(core).is_some(),
                    word => core.contains(word),
                })
            })
    }
}

#[rustfmt::skip]
fn is_ornament(c: char) -> bool {
    c.is_whitespace() || matches!(
        c,
        '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']' | '〖' | '〗' | '《' | '》' | '〈' | '〉' | '<' | '>'
        | '＜' | '＞' | '{' | '}' | '-' | '—' | '－' | '=' | '＝' | '*' | '＊' | '~' | '～' | '…' | '·' | '.'
        | '。' | '！' | '!' | '，' | ',' | '、' | '→' | '|' | '│' | '_' | '＿' | '☆' | '★' | '◆' | '●' | '■'
        | '※'
    )
}

/// （本章完）
fn is_chapter_end(line: &str, core: &str) -> bool {
    line.starts_with(['（', '(', '【', '[']) && matches!(core, "本章完" | "本章終" | "本章终")
}

/// 某某最新章节免费阅读, the name at most two dozen characters and without a mark of a sentence.
fn is_offer(core: &str) -> bool {
    // Simplified or not: one search through most lines of a book, and no further than a name reaches.
    let reach = core.floor_char_boundary(NAME * 4 + OFFERED.len());
    let head = core.get(..reach).unwrap_or_default();
    let Some(at) = OFFER.find(head.as_bytes()) else {
        return false;
    };
    let Some((name, rest)) = core.split_at_checked(at) else {
        return false;
    };
    let rest = rest.strip_prefix(OFFERED).unwrap_or_default();
    let Some(rest) = rest.strip_prefix(['节', '節']) else {
        return false;
    };
    let rest = rest.trim_start_matches(is_ornament);
    name.chars().count() <= NAME
        && !core.contains(['。', '；', '：', '？', '“', '「'])
        && OFFERS.iter().any(|offer| rest.starts_with(offer))
        && (rest.chars().count() <= 40)
        && rest.contains(['读', '讀', '窗', '表', '录', '更', '发', '發', '看', '载'])
}

/// 上一章 目录 下一章
fn are_buttons(line: &str) -> bool {
    if !line.starts_with([
        '上', '下', '返', '目', '章', '加', '投', '推', '[', '【', '←', '<', '«', '书', '首', '(',
        '（',
    ]) {
        return false;
    }
    let mut count = 0;
    let mut turns = 0;
    let parts = line
        .split(|c: char| is_ornament(c) || matches!(c, '←' | '«' | '»' | '＋' | '+' | '/' | '｜'));
    for part in parts.filter(|part| !part.is_empty()) {
        if !BUTTONS.contains(&part) {
            return false;
        }
        count += 1;
        turns += usize::from(part.starts_with(['上', '下']));
    }
    count >= 2 && turns >= 1
}

/// The name of a site and its address, and nothing else: 某某小说网 www.example.com.
fn is_signature(core: &str) -> bool {
    const NAMES: &[&str] = &[
        "小说网",
        "小說網",
        "中文网",
        "中文網",
        "文学网",
        "文學網",
        "书屋",
        "書屋",
        "书吧",
        "書吧",
        "书网",
        "書網",
        "趣阁",
        "趣閣",
        "小说站",
        "小说吧",
        "书库",
        "書庫",
        "免费小说",
        "免費小說",
        "全本小说",
        "TXT下载",
        "txt下载",
        "电子书",
        "電子書",
        "手打",
        "首发",
        "首發",
        "小说",
        "小說",
    ];
    let Some((start, end)) = address(core) else {
        return false;
    };
    let name = core
        .get(..start)
        .unwrap_or_default()
        .trim_matches(is_ornament);
    let rest = core
        .get(end..)
        .unwrap_or_default()
        .trim_matches(is_ornament);
    // wWw: nobody writes it so but to be found by nobody's search.
    let hides = core
        .get(start..end)
        .and_then(|found| found.get(..3))
        .is_some_and(|www| {
            www.eq_ignore_ascii_case("www") && !matches!(www, "www" | "WWW" | "Www")
        });
    let is_name = |text: &str| {
        text.chars().count() <= 12
            && !text.contains(['：', ':', '，', '。', '《', '》', '“', '、'])
            && NAMES.iter().any(|site| text.ends_with(site))
    };
    match (name.is_empty(), rest.is_empty()) {
        (true, true) => hides,
        (false, true) => is_name(name),
        (true, false) => is_name(rest),
        (false, false) => is_name(name) && rest.chars().count() <= 12 && !rest.contains('。'),
    }
}

/// Where the address of a site stands, in bytes: letters and digits parted by dots, of which the last
/// part is a name that sites have.
fn address(text: &str) -> Option<(usize, usize)> {
    const ENDS: &[&str] = &[
        "com", "net", "org", "cn", "cc", "tv", "me", "la", "info", "tw", "hk", "xyz", "vip", "top",
        "so", "us", "biz", "club", "site", "io", "co", "in", "jp", "kr",
    ];
    let mut at = 0;
    while let Some(dot) = text.get(at..)?.find('.').map(|dot| at + dot) {
        let is_part = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(c, '-' | '.' | ':' | '/' | '_' | '?' | '=' | '&' | '%' | '~')
        };
        let start = text.get(..dot)?.trim_end_matches(is_part).len();
        let after = text.get(dot..)?;
        let end = dot + after.len() - after.trim_start_matches(is_part).len();
        let found = text.get(start..end)?;
        let host = found.rsplit("//").next()?.split(['/', ':', '?']).next()?;
        let host = host.trim_end_matches('.');
        let last = host.rsplit('.').next()?.to_ascii_lowercase();
        if host.len() > last.len() + 1 && ENDS.contains(&last.as_str()) && start < dot {
            return Some((start, end));
        }
        at = end.max(dot + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sites_leave_is_debris() {
        for line in [
            "　　手机用户请浏览m.example.com阅读，更优质的阅读体验。",
            "手機用戶請訪問：m.example.com",
            "请记住本书首发域名：www.example.com。某某手机版阅读网址：m.example.com",
            "天才一秒记住本站地址：www.example.com，最快更新！无广告！",
            "一秒记住【某某小说网】，精彩小说无弹窗免费阅读！",
            "（本章未完，请点击下一页继续阅读）",
            "本章未完，点击下一页继续阅读。",
            "-->>本章未完，请翻页",
            "（本章完）",
            "某某传最新章节免费阅读",
            "某某传最新章节列表,某某传全文阅读",
            "《某某傳》最新章節由某某小說網首發",
            "上一章 | 目录 | 下一章",
            "[上一页] [返回目录] [下一页]",
            "某某小说网 www.example.com",
            "【某某书屋】http://www.example.net/book/1.html",
            "wWw.ExAmPlE.cOm",
            "本书由网友上传至某某小说网，更多好书请访问www.example.com",
            "更多精彩小说，尽在某某小说网 www.example.com",
            "您好！您下载的小说来自 www.example.com 欢迎常去光顾哦！",
            "声明：本书由某某自网络收集整理制作,仅供交流学习使用,版权归原作者所有。",
            "喜欢某某传请大家收藏：(www.example.com)某某传更新速度全网最快。",
            "正在手打中，请稍等片刻，内容更新后，请重新刷新页面，即可获取最新更新！",
            "温馨提示：按 回车[Enter]键 返回书目，按 ←键 返回上一页，按 →键 进入下一页。",
        ] {
            assert!(is_debris(line), "{line}");
        }
    }

    #[test]
    fn every_kind_can_start() {
        for start in KINDS.iter().flat_map(|kind| kind.starts) {
            assert!(may_start(start.trim_matches(is_ornament)), "{start}");
            assert!(!start.starts_with(is_ornament), "{start} is never seen");
        }
    }

    #[test]
    fn what_may_be_a_sentence_of_the_text_is_none() {
        for line in [
            "",
            "手机用户请到柜台办理。",
            "请记住我的话。",
            "请记住本书的三个要点。",
            "本章未完成的部分，留到下一章再说。",
            "本章完成于去年冬天。",
            "本章完",
            "本书由三部分组成。",
            "本书由王先生整理，去年由出版社出版。",
            "他每天上班第一件事，就是打开网站看最新章节。",
            "最新章节的写法与从前不同，免费阅读的人也多了。",
            "从最新章节到免费阅读，网文走过了二十年。",
            "“手机用户请浏览m.example.com阅读。”他念道。",
            "https://example.com/notes",
            "www.example.com",
            "参见 example.com 上的说明。",
            "来源：某某中文网 www.example.com",
            "目录",
            "下一章",
            "上一章讲了山，下一章讲水。",
            "喜欢这本书的人，请大家收藏好它。",
            "欢迎访问我们的村子。",
            "请到 www.example.org 下载最新的版本。",
            "欢迎访问本会网站 www.example.org，了解更多。",
            "更多精彩内容，请关注本馆的电子书专栏，网址是 www.example.org。",
            "温馨提示：按返回键可以回到上一页。",
            "本文由某某首发于某某论坛。",
            "更多精彩的故事，要等到明年春天。",
            "小提示：按下一页的键之前先存盘。",
            "笔者按：本文由作者修订。",
            "3.14 与 2.71",
        ] {
            assert!(!is_debris(line), "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_looked_at(line in "([本书章未完下一页手机用户www.example:/@（）]|\\PC){0,40}") {
            let _ = is_debris(&line);
        }
    }
}
