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
    ///
    /// ```
    /// use jrp_core::policy::Lang;
    /// assert_eq!(Lang::En.pick(["名单", "list"]), "list");
    /// ```
    #[must_use]
    pub const fn pick(self, [zh_cn, en]: [&str; 2]) -> &str {
        match self {
            Self::ZhCn => zh_cn,
            Self::En => en,
        }
    }
}
