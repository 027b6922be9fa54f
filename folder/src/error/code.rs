//! What went wrong, in one word for programs.

use super::FolderError;
use jrp_core::error::ErrorCode;

/// What went wrong, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FolderCode {
    /// One of the codes that Rust, C and JavaScript share
    Core(ErrorCode),
    /// A file cannot be read
    FileUnreadable,
    /// A file cannot be written
    FileUnwritable,
    /// The folder is empty
    NothingPublished,
    /// Somebody else works in the folder
    FolderLocked,
    /// A source fails
    FetchFailed,
    /// A table of rows cannot be read, or all its rows were refused
    FeedRefused,
    /// What was asked for contradicts itself or the folder
    OptionRefused,
}

impl FolderCode {
    /// The word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Core(code) => code.name(),
            Self::FileUnreadable => "file-unreadable",
            Self::FileUnwritable => "file-unwritable",
            Self::NothingPublished => "nothing-published",
            Self::FolderLocked => "folder-locked",
            Self::FetchFailed => "fetch-failed",
            Self::FeedRefused => "feed-refused",
            Self::OptionRefused => "option-refused",
        }
    }
}

impl FolderError {
    /// The word for programs.
    pub fn code(&self) -> FolderCode {
        match self {
            Self::Read { .. }
            | Self::NotRegular { .. }
            | Self::TooLarge { .. }
            | Self::MemoryDamaged { .. } => FolderCode::FileUnreadable,
            Self::Write { .. } | Self::NotAFile { .. } | Self::Link { .. } => FolderCode::FileUnwritable,
            Self::Open { source, .. } => FolderCode::Core(source.code()),
            Self::Manifest { source, .. } => FolderCode::Core(source.code()),
            Self::Plan { source, .. } => FolderCode::Core(source.code()),
            Self::LatestDamaged { .. } => FolderCode::Core(ErrorCode::ManifestMalformed),
            Self::Altered { .. } | Self::LogDamaged { .. } => FolderCode::Core(ErrorCode::DigestMismatch),
            Self::LogRewritten { .. } => FolderCode::Core(ErrorCode::PublicationMismatch),
            Self::Forgotten { .. } => FolderCode::Core(ErrorCode::SequenceTooOld),
            Self::OtherFolder { .. } => FolderCode::Core(ErrorCode::PublicationMismatch),
            Self::NothingPublished { .. } => FolderCode::NothingPublished,
            Self::Locked { .. } => FolderCode::FolderLocked,
            Self::WebPage { .. } | Self::NotTheFile { .. } | Self::Fetch { .. } | Self::Slow { .. } => {
                FolderCode::FetchFailed
            }
            Self::NothingLoaded { .. } | Self::AllRefused { .. } => FolderCode::FeedRefused,
            #[cfg(feature = "publish")]
            Self::Feed(_) => FolderCode::FeedRefused,
            #[cfg(feature = "publish")]
            Self::Record { .. } | Self::Covers(_) | Self::Build(_) => {
                FolderCode::Core(ErrorCode::BuildRefused)
            }
            Self::NoSource
            | Self::NoKey
            | Self::Scheme { .. }
            | Self::FollowsItself { .. }
            | Self::ProxyUnreadable { .. }
            | Self::LatestLost { .. }
            | Self::SequenceNotAbove { .. }
            | Self::IssuedBefore { .. }
            | Self::NextUpdateLate { .. }
            | Self::NotLater { .. }
            | Self::DueAfterExpiry { .. } => FolderCode::OptionRefused,
        }
    }
}
