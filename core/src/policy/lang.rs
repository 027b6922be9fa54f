//! Languages of prompts.

use super::code::coded;

coded! {
    /// The language prompts are written in.
    ///
    /// ```
    /// use jrp_core::policy::Lang;
    /// assert_eq!(Lang::from_code("zh-CN"), Some(Lang::ZhCn));
    /// assert_eq!(Lang::default(), Lang::ZhCn);
    /// ```
    #[derive(Default)]
    Lang {
        /// 简体中文
        #[default]
        ZhCn = "zh-CN",
        /// English
        En = "en",
    }
}

impl Lang {
    /// The text in this language, of the two.
    pub(super) fn pick<'a>(self, zh_cn: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::ZhCn => zh_cn,
            Self::En => en,
        }
    }
}
