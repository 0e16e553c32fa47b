//! Words by which commands and themes are looked for, beside their own names. Simplified and traditional characters are
//! one.

/// Commands with further words for them.
pub const SYNONYMS: [(&str, &[&str]); 24] = [
    ("export", &["导出", "書き出し", "エクスポート", "내보내기"]),
    ("save", &["保存", "存下", "另存", "저장"]),
    ("save-outline", &["保存", "저장"]),
    (
        "theme",
        &[
            "主题",
            "外观",
            "夜间",
            "深色",
            "浅色",
            "颜色",
            "护眼",
            "暗色",
            "背景",
            "テーマ",
            "ダーク",
            "夜間",
            "테마",
            "야간",
            "색",
            "night",
            "colour",
            "color",
        ],
    ),
    (
        "set",
        &[
            "设置",
            "选项",
            "偏好",
            "配置",
            "設定",
            "オプション",
            "설정",
            "options",
            "preferences",
        ],
    ),
    ("measure", &["字号", "宽度", "文字サイズ", "글자 크기"]),
    ("wider", &["加宽", "広く", "넓게"]),
    (
        "jump-back",
        &["返回", "后退", "回去", "戻る", "뒤로", "back"],
    ),
    ("outline-leave", &["返回", "关闭", "戻る", "閉じる", "닫기"]),
    (
        "quit",
        &[
            "退出",
            "关闭",
            "结束",
            "離開",
            "閉じる",
            "終了",
            "닫기",
            "종료",
            "exit",
        ],
    ),
    (
        "select-paragraphs",
        &["全选", "选中", "すべて選択", "모두 선택"],
    ),
    ("copy", &["复制", "拷贝", "コピー", "복사"]),
    ("lang", &["语言", "言語", "언어", "language"]),
    (
        "edit",
        &["打开", "文件", "開く", "ファイル", "열기", "파일"],
    ),
    (
        "marks",
        &[
            "笔记",
            "书签",
            "划线",
            "批注",
            "メモ",
            "しおり",
            "메모",
            "책갈피",
            "notes",
        ],
    ),
    ("note", &["批注", "注释", "メモ", "메모"]),
    ("bookmark", &["收藏", "しおり", "책갈피"]),
    (
        "outline-full",
        &["目录", "章节", "目次", "차례", "contents"],
    ),
    ("search", &["查找", "搜", "探す", "찾기", "find"]),
    ("shelf", &["书架", "历史", "最近", "履歴", "최근", "recent"]),
    ("info", &["属性", "信息", "情報", "정보", "about"]),
    ("help", &["按键", "说明", "使い方", "도움말", "keys"]),
    ("editor", &["编辑", "修改", "編集", "편집"]),
    ("two-pages", &["双页", "两栏", "見開き", "두 쪽"]),
];

/// Commands of the palette before anything is typed, the most used first.
pub const COMMONEST: [&str; 10] = [
    "search",
    "outline-full",
    "marks",
    "shelf",
    "theme",
    "set",
    "edit",
    "export",
    "help",
    "quit",
];

/// Themes with further words for them.
pub const THEME_WORDS: [(&str, &[&str]); 6] = [
    (
        "light",
        &[
            "白天",
            "日间",
            "亮",
            "亮色",
            "昼",
            "明るい",
            "주간",
            "낮",
            "day",
        ],
    ),
    (
        "dark",
        &[
            "夜间", "夜晚", "夜", "暗", "暗色", "暗黑", "暗い", "야간", "밤", "night",
        ],
    ),
    ("sepia", &["纸", "紙", "종이"]),
    ("green", &["护眼", "豆沙绿", "绿", "緑", "녹색"]),
    ("black", &["黑", "黒", "검은색"]),
    ("plain", &["黑白", "モノクロ", "흑백"]),
];

/// Nouns that may follow the word for a value.
pub const VALUE_NOUNS: [&str; 13] = [
    "模式",
    "主题",
    "主題",
    "配色",
    "界面",
    "介面",
    "モード",
    "テーマ",
    "모드",
    "테마",
    "mode",
    "theme",
    "colours",
];

/// Languages of the interface with the words for them, in small letters.
pub const LANG_WORDS: [(&str, &[&str]); 5] = [
    ("zh-Hans", &["简体中文", "简体", "中文", "중국어", "간체"]),
    ("zh-Hant", &["繁體中文", "繁体中文", "繁体", "번체"]),
    (
        "ja",
        &["日本語", "日本语", "日文", "日语", "일본어", "japanese"],
    ),
    ("ko", &["한국어", "韩文", "韩语", "韓国語", "korean"]),
    ("en", &["英文", "英语", "英語", "영어", "english"]),
];
