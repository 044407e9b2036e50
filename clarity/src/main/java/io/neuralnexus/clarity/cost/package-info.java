/**
 * What running Clarity costs: the tables of the network and the meter that holds a call to them.
 */
package io.neuralnexus.clarity.cost;
