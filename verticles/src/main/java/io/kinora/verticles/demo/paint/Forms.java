package io.kinora.verticles.demo.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** Shapes from few numbers, with sub-pixel places. Points are given as x, y, x, y... */
public final class Forms {

  private Forms() {}

  public static Shape oval(double cx, double cy, double rx, double ry) {
    return new Ellipse2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry);
  }

  public static Shape disc(double cx, double cy, double r) {
    return oval(cx, cy, r, r);
  }

  public static Shape box(double x, double y, double w, double h, double round) {
    return new RoundRectangle2D.Double(x, y, w, h, round, round);
  }

  public static Path2D polygon(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }

  /** A closed, round outline through the points (Catmull-Rom). */
  public static Path2D round(double... xy) {
    return spline(true, xy);
  }

  /** An open, round line through the points (Catmull-Rom). */
  public static Path2D curve(double... xy) {
    return spline(false, xy);
  }

  private static Path2D spline(boolean closed, double[] xy) {
    int n = xy.length / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    int segments = closed ? n : n - 1;
    for (int i = 0; i < segments; i++) {
      int before = 2 * neighbour(i - 1, n, closed);
      int from = 2 * i;
      int to = 2 * neighbour(i + 1, n, closed);
      int after = 2 * neighbour(i + 2, n, closed);
      path.curveTo(
          xy[from] + (xy[to] - xy[before]) / 6,
          xy[from + 1] + (xy[to + 1] - xy[before + 1]) / 6,
          xy[to] - (xy[after] - xy[from]) / 6,
          xy[to + 1] - (xy[after + 1] - xy[from + 1]) / 6,
          xy[to],
          xy[to + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }

  private static int neighbour(int i, int n, boolean closed) {
    return closed ? Math.floorMod(i, n) : Math.max(0, Math.min(n - 1, i));
  }

  public static void fill(Graphics2D g, Paint paint, Shape shape) {
    g.setPaint(paint);
    g.fill(shape);
  }

  /** Round-ended line of a given width. */
  public static void line(Graphics2D g, Paint paint, double width, Shape shape) {
    Stroke before = g.getStroke();
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setPaint(paint);
    g.draw(shape);
    g.setStroke(before);
  }

  public static void line(
      Graphics2D g, Paint paint, double width, double x1, double y1, double x2, double y2) {
    line(g, paint, width, new Line2D.Double(x1, y1, x2, y2));
  }

  /** From the first colour at the top to the second at the bottom. */
  public static Paint down(double top, Color first, double bottom, Color second) {
    return new GradientPaint(0, (float) top, first, 0, (float) bottom, second);
  }

  /** From the first colour on the left to the second on the right. */
  public static Paint across(double left, Color first, double right, Color second) {
    return new GradientPaint((float) left, 0, first, (float) right, 0, second);
  }
}
