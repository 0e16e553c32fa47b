//! Floor 0, errors: one enum for the whole house. A variant is something the user can do something
//! about; each says what, where and what to do, in both languages.

use crate::lang::Lang;
use std::io;
use std::path::PathBuf;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("{}: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A device or a socket, which has no end.
    #[error("{}: a device, not a text", .0.display())]
    Device(PathBuf),
    /// A folder or an archive holds no text.
    #[error("{}: holds no text", .0.display())]
    NoTexts(PathBuf),
    /// An outline is to be written beside many files.
    #[error("{}: holds many files, whose outline is not written down; corrections are remembered while reading", .0.display())]
    ManyFiles(PathBuf),
    /// Something is wrong in a file of our own format (front matter, collection, configuration).
    #[error("{}:{line}:{column}: {}", path.display(), reason.en)]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: u32,
        /// Column in characters, from 1.
        column: u32,
        /// What is wrong.
        reason: Box<Notice>,
        /// What to do about it.
        hint: Option<Box<Notice>>,
    },
    /// The command line was not understood.
    #[error("{}", .0.en)]
    Usage(Notice),
    /// The terminal failed us.
    #[error("terminal: {0}")]
    Terminal(#[source] io::Error),
    /// Output failed for another reason than a closed pipe.
    #[error("output: {0}")]
    Output(#[source] io::Error),
}

impl Error {
    /// What went wrong, in the language asked for: what, and where.
    pub fn explain(&self, lang: Lang) -> String {
        if lang.pick(false, true) {
            return self.to_string();
        }
        match self {
            Self::Read { path, source } => format!("{}：{}", path.display(), reason(source)),
            Self::Write { path, source } => {
                format!("{}：写不进去：{}", path.display(), reason(source))
            }
            Self::NoTexts(path) => format!("{}：里面没有文本", path.display()),
            Self::Malformed {
                path,
                line,
                column,
                reason,
                ..
            } => format!("{}:{line}:{column}：{}", path.display(), reason.zh),
            Self::ManyFiles(path) => format!(
                "{}：里面有多个文件，目录不另存；阅读时的更正会自动记住",
                path.display()
            ),
            Self::Device(path) => format!("{}：这是设备，不是文本", path.display()),
            Self::Usage(usage) => usage.zh.clone(),
            Self::Terminal(source) => format!("终端：{}", reason(source)),
            Self::Output(source) => format!("输出：{}", reason(source)),
        }
    }

    /// What the user can do about it.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        match self {
            Self::Read { source, .. } => match source.kind() {
                io::ErrorKind::NotFound => Some(lang.pick(
                    "请检查路径；不带参数运行 tongdu 可读自带的十篇文章".to_owned(),
                    "check the path; tongdu alone opens the essays it brings".to_owned(),
                )),
                io::ErrorKind::PermissionDenied => Some(lang.pick(
                    "没有读取权限，可用 ls -l 查看".to_owned(),
                    "you may not read it; see ls -l".to_owned(),
                )),
                _ => None,
            },
            Self::NoTexts(_) => Some(lang.pick(
                "文本是 .txt、.md 等文件".to_owned(),
                "texts are files such as .txt and .md".to_owned(),
            )),
            Self::Malformed { hint, .. } => hint.as_ref().map(|hint| hint.get(lang).to_owned()),
            Self::Usage(_) => Some(lang.pick(
                "用 tongdu --help 查看用法".to_owned(),
                "see tongdu --help".to_owned(),
            )),
            Self::Device(_)
            | Self::ManyFiles(_)
            | Self::Write { .. }
            | Self::Terminal(_)
            | Self::Output(_) => None,
        }
    }
}

/// A failure of the system, in a form that can be kept and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IoFailure {
    /// No such file or folder.
    NotFound,
    /// The reader may not do it.
    PermissionDenied,
    /// A folder where a file is expected.
    IsFolder,
    /// A file in place of a folder of the path.
    NotFolder,
    /// A name that the file system does not take.
    InvalidName,
    /// Symbolic links that lead in a circle.
    LinkLoop,
    /// Another failure, with the message of the system.
    Other(String),
}

impl From<&io::Error> for IoFailure {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::PermissionDenied,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            io::ErrorKind::NotADirectory => Self::NotFolder,
            io::ErrorKind::InvalidFilename => Self::InvalidName,
            _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
                Self::LinkLoop
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

/// The reason of a failure in Chinese, where it is a common one.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        io::ErrorKind::IsADirectory => "这是文件夹".to_owned(),
        io::ErrorKind::NotADirectory => "路径中有一段不是文件夹".to_owned(),
        io::ErrorKind::InvalidFilename => "文件名太长，或不能这样写".to_owned(),
        _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            "链接互相指来指去，没有尽头".to_owned()
        }
        _ => error.to_string(),
    }
}

/// A remark for the reader that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Notice {
    /// A remark in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The remark in the language asked for.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// The result of everything that can fail.
pub type Result<T> = std::result::Result<T, Error>;
