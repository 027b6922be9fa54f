/**
 * Joint reward and punishment lists (失信惩戒 / 守信激励 名单), compared inside your program.
 *
 * <pre>{@code
 * TrustAnchors trust = TrustAnchors.ofFile(Paths.get("keys/jrp.pub"));
 * try (Roster roster = Roster.open(Paths.get("lists.jrp"), trust)) {
 *     Comparison answer = roster.check(Query.of("ZFCG").creditCode("91320507MA1QF7RX58"));
 *     System.out.println(answer.outcome() + " " + answer.prompts());
 * }
 * }</pre>
 *
 * <p>{@link org.jrp.Roster} opens one publisher's lists, {@link org.jrp.RosterSet} asks several as one, and
 * {@link org.jrp.LiveRoster} follows a folder. All of them are {@link org.jrp.Lists}, and any number of threads may ask them
 * at once. Failures are a {@link org.jrp.JrpException} with a code.
 *
 * <p>JRP pre-checks and prompts. A person confirms on the official channel and decides.
 */
package org.jrp;
