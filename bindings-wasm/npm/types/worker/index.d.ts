/** The worker: opens, verifies and checks off the page's thread. Started by `RemoteDesk`. */
export {};
