/** Functions for Hive and Spark SQL; {@code docs/SCALE.md} shows how they are registered. */
package org.jrp.hive;
