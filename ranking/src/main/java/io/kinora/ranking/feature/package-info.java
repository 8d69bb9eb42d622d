/** Features: each one number about a query and a video, a class each. */
@NullMarked
package io.kinora.ranking.feature;

import org.jspecify.annotations.NullMarked;
