/** Lists as beans of Spring Boot 2.7 and 3: configuration, following of a folder, health and metrics. */
package org.jrp.spring;
