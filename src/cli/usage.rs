//! What is said of the command line: its forms and options, in one table each.

use crate::lang::{Lang, Words};

/// An option and what is said of it.
struct OptionInfo {
    name: &'static str,
    value: &'static str,
    words: Words,
}

const OPTIONS: &[OptionInfo] = &[
    OptionInfo {
        name: "--ambiguous",
        value: "auto|narrow|wide",
        words: Words {
            zh: "“”…—①等字符在终端里的宽度",
            en: "width of “ ” … — ① in the terminal",
        },
    },
    OptionInfo {
        name: "--width",
        value: "N",
        words: Words {
            zh: "行长（格）",
            en: "length of lines in cells",
        },
    },
    OptionInfo {
        name: "--theme",
        value: "NAME",
        words: Words {
            zh: "配色：auto、light、dark、sepia、ansi",
            en: "theme: auto, light, dark, sepia or ansi",
        },
    },
    OptionInfo {
        name: "--lang",
        value: "zh|en",
        words: Words {
            zh: "界面语言",
            en: "language of the interface",
        },
    },
    OptionInfo {
        name: "--encoding",
        value: "NAME",
        words: Words {
            zh: "文本的编码（gb18030、big5、shift_jis……），不写则自动判断",
            en: "encoding of the text (gb18030, big5, shift_jis ...); guessed without",
        },
    },
    OptionInfo {
        name: "--json",
        value: "",
        words: Words {
            zh: "（toc）输出 JSON",
            en: "(toc) print JSON",
        },
    },
    OptionInfo {
        name: "--article",
        value: "",
        words: Words {
            zh: "网页只看正文",
            en: "of a web page the article alone",
        },
    },
    OptionInfo {
        name: "--save",
        value: "",
        words: Words {
            zh: "（toc）把目录写在文件旁（文件名.toc.toml），再次打开时用它",
            en: "(toc) write the outline beside the file (NAME.toc.toml), to be used from then on",
        },
    },
    OptionInfo {
        name: "--original",
        value: "",
        words: Words {
            zh: "原样：不合并硬换行，不隐藏广告行",
            en: "as the file has it: no broken lines put together, nothing hidden",
        },
    },
    OptionInfo {
        name: "-h, --help",
        value: "",
        words: Words {
            zh: "显示帮助",
            en: "print this help",
        },
    },
    OptionInfo {
        name: "-V, --version",
        value: "",
        words: Words {
            zh: "显示版本",
            en: "print the version",
        },
    },
];

/// The forms of the command line.
const FORMS: [(&str, Words); 6] = [
    (
        "tongdu [FILE|FOLDER|-]",
        Words {
            zh: "阅读；不给文件则打开自带的十篇文章",
            en: "read; without a file, the ten essays it brings",
        },
    ),
    (
        "tongdu toc [FILE] [--json]",
        Words {
            zh: "输出目录：级别、标题、位置",
            en: "print the outline: level, title, place",
        },
    ),
    (
        "tongdu cat [FILE] [--width N]",
        Words {
            zh: "输出排好的正文",
            en: "print the typeset text",
        },
    ),
    (
        "tongdu check ESSAY...",
        Words {
            zh: "检查文章的题头",
            en: "check the front matter of essays",
        },
    ),
    (
        "tongdu keys",
        Words {
            zh: "输出按键表",
            en: "print the key table",
        },
    ),
    (
        "tongdu config",
        Words {
            zh: "输出默认配置",
            en: "print the default configuration",
        },
    ),
];

/// The help.
pub(crate) fn help(lang: Lang) -> String {
    let mut out = String::from(lang.pick(
        "通读 tongdu：在终端里读中日韩文章和书\n\n",
        "tongdu 通读: read Chinese, Japanese and Korean texts in the terminal\n\n",
    ));
    for (form, words) in FORMS {
        out.push_str(&format!("  {form:<32}{}\n", words.get(lang)));
    }
    out.push('\n');
    for option in OPTIONS {
        let name = format!("{} {}", option.name, option.value);
        out.push_str(&format!("  {name:<32}{}\n", option.words.get(lang)));
    }
    out.push_str(lang.pick(
        "\n输出不是终端时与 cat 相同。阅读时按 ? 看按键。名为 toc 的文件请写 ./toc。\n",
        "\nWhen the output is not a terminal, reading is cat. While reading, ? shows the keys. A file called toc is ./toc.\n",
    ));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_option_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let help = help(lang);
            for option in OPTIONS {
                assert!(help.contains(option.name) && help.contains(option.words.get(lang)));
            }
        }
    }
}
